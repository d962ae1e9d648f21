"""What Alembic runs: the migrations, on the connection that the program gives, inside its transaction."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
