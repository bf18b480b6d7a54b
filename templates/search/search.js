"use strict";
(() => {
  const MOST = 100;
  const find = id => document.getElementById(id);
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = JSON.parse(find("entries").textContent);
  const folded = entries.map(([, text, who, day]) => fold(text + "\n" + who + "\n" + day));
  const kinds = { d: "article", c: "claim", s: "speaker" };
  const place = /^[a-z]+-?[0-9]*\.html(#[a-z0-9-]+)?$/;
  const [box, said, list] = [find("query"), find("said"), find("found")];

  const element = (name, kind, text) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };

  const line = ([address, text, who, day, handle]) => {
    const item = element("li"), first = element("p"), rest = element("p", "where");
    first.dir = "auto";
    const link = place.test(address) ? element("a", "", text) : element("span", "", text);
    if (link.href !== undefined) link.href = address;
    first.append(link);
    const badge = element("span", "badge", kinds[handle[0]] || "");
    rest.append(badge, " ");
    for (const part of [who, day]) if (part) rest.append(element("bdi", "", part), " · ");
    rest.append(element("span", "handle", handle));
    item.append(first, rest);
    return item;
  };

  const search = () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    const found = [];
    let count = 0;
    if (words.length) for (let at = 0; at < entries.length; at++) {
      if (!words.every(word => folded[at].includes(word))) continue;
      count++;
      if (found.length < MOST) found.push(line(entries[at]));
    }
    list.replaceChildren(...found);
    const more = count > MOST ? ", the first " + MOST + " are listed" : "";
    said.textContent = words.length ? count + " found" + more : entries.length + " articles, claims and speakers can be searched";
  };

  find("form").hidden = false;
  const asked = /^#q=(.*)$/.exec(location.hash);
  if (asked) try { box.value = decodeURIComponent(asked[1]); } catch { box.value = ""; }
  box.addEventListener("input", search);
  find("form").addEventListener("submit", event => event.preventDefault());
  search();
})();
