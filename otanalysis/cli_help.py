"""The help of the commands in French: its titles, and the whole sentence of each command."""

import click

TITLES = {"Commands": "Commandes"}


class FrenchHelp(click.HelpFormatter):
    """Writes the titles of a help page in French."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """Return nothing; writes « Usage : » before the words of a command."""
        super().write_usage(prog, args, prefix or "Usage : ")

    def write_heading(self, heading: str) -> None:
        """Return nothing; writes the title of a part."""
        self.write(f"{'':>{self.current_indent}}{TITLES.get(heading, heading)} :\n")


class FrenchContext(click.Context):
    """Where a command that is helped in French runs."""

    formatter_class = FrenchHelp


class FrenchGroup(click.Group):
    """Commands in the order in which they serve, each with its whole sentence."""

    context_class = FrenchContext

    def add_command(self, cmd: click.Command, name: str | None = None) -> None:
        """Return nothing; takes a command in, whose help is then in French."""
        cmd.context_class = FrenchContext
        super().add_command(cmd, name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(self.commands)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Return nothing; writes each command and all that it says of itself."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, command.help or "") for name, command in self.commands.items()])
