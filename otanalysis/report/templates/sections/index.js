{
  const all = (selector) => [...document.querySelectorAll(selector)];
  const heads = all("thead th"), rows = all("tbody tr"), fields = all(".filter [name]"), [status] = all("[role=status]");
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").replace(/[^\p{L}\p{N}]+/gu, " ").toLowerCase();
  const column = (wanted) => heads.findIndex((head) => head.dataset.key === wanted || head.dataset.number === wanted);
  const text = (row, key) => row.cells[column(key)].textContent.trim();
  const names = new Map(rows.map((row) => [row, plain(text(row, "nom"))]));
  const ranks = new Map(rows.map((row, rank) => [row, rank]));
  const tests = {
    nom: (row, asked) => plain(asked).split(" ").every((word) => names.get(row).includes(word)),
    etat: (row, asked) => row.classList.contains(asked),
    categorie: (row, asked) => text(row, "categorie") === asked,
    bloque: (row, asked) => row.cells[column(asked)].className === "b",
  };
  const values = { nom: (row) => names.get(row), etat: (row) => ranks.get(row), categorie: (row) => text(row, "categorie") };
  values.date = (row) => text(row, "date").split("/").reverse().join("");
  const offices = (count) => `${count.toLocaleString("fr")} office${count > 1 ? "s" : ""}`;
  const chosen = () => fields.filter((field) => field.value);
  let sorted = { key: "etat", way: 1 };

  const filter = () => {
    for (const row of rows) row.hidden = !chosen().every((field) => tests[field.name](row, field.value));
    const shown = rows.filter((row) => !row.hidden).length;
    const told = shown ? `${offices(shown)} sur ${rows.length.toLocaleString("fr")}` : "Aucun office ne répond à ces choix";
    status.textContent = chosen().length ? told : offices(shown);
  };
  const sort = (key, way) => {
    const value = values[key] ?? ((row) => Number(text(row, key) || -1));
    const keyed = rows.map((row) => [value(row), ranks.get(row), row]);
    const order = (a, b) => (a < b ? -1 : Number(a > b));
    keyed.sort((a, b) => way * order(a[0], b[0]) || a[1] - b[1]);
    rows[0].parentNode.append(...keyed.map(([, , row]) => row));
    for (const head of heads) head.removeAttribute("aria-sort");
    heads[column(key)].setAttribute("aria-sort", way > 0 ? "ascending" : "descending");
    sorted = { key, way };
  };
  const save = () => {
    const kept = [...chosen().map((field) => [field.name, field.value]), ["tri", sorted.key], ["sens", sorted.way]];
    history.replaceState(null, "", `#${new URLSearchParams(kept)}`);
  };
  const restore = (kept) => {
    for (const field of fields) field.value = kept.get(field.name) ?? "";
    if (heads[column(kept.get("tri"))]?.dataset.key) sort(kept.get("tri"), kept.get("sens") === "-1" ? -1 : 1);
    filter();
  };

  for (const head of heads.filter((head) => head.dataset.key)) {
    const { key, first } = head.dataset, button = document.createElement("button");
    button.append(...head.childNodes);
    head.append(button);
    button.onclick = () => (sort(key, sorted.key === key ? -sorted.way : Number(first)), save());
  }
  for (const field of fields) [field.oninput, field.onchange] = [filter, save];
  for (const form of all(".filter")) {
    form.hidden = false;
    form.querySelector("button").onclick = () => (restore(new URLSearchParams()), save());
    document.documentElement.classList.add("script");
    restore(new URLSearchParams(location.hash.slice(1)));
  }
}
