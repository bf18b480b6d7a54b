"use strict";
(() => {
  const MOST = 100;
  const find = id => document.getElementById(id);
  const fold = text => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const entries = JSON.parse(find("entries").textContent);
  const folded = entries.map(([, text, who, day, , more = []]) => fold([text, who, day, ...more].join("\n")));
  const handles = entries.map(entry => fold(entry[4] || ""));
  // A handle is meant whole; what stands in quotation marks is looked for as it is; of another word its English ending says nothing.
  const asked = text => (text.match(/"[^"]+"|\S+/g) || []).map(word => {
    if (word[0] === '"' && word.length > 2) return [word.replace(/^"|"$/g, "").trim(), false];
    const handle = /^[a-z][0-9]+(#[0-9]+)?$/.test(word);
    const stem = word.replace(/(ing|ed|es|s)$/, "");
    return [handle ? word.split("#")[0] : stem.length > 3 ? stem : word, handle];
  });
  const fits = ([word, handle], at) => folded[at].includes(word) || handle && handles[at] === word;
  const kinds = { d: "article", c: "claim", s: "speaker" };
  const place = /^[a-z]+-?[0-9]*\.html(#[a-z0-9-]+)?$/;
  const [box, said, list] = [find("query"), find("said"), find("found")];

  const element = (name, kind, text) => {
    const made = document.createElement(name);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };

  const language = document.documentElement.lang;
  const dates = new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { dateStyle: "long", timeZone: "UTC" });
  const told = day => /^\d{4}-\d\d-\d\d$/.test(day) ? dates.format(new Date(day)) : day;

  const line = ([address, text, who, day, handle, more = []]) => {
    const item = element("li"), first = element("p"), rest = element("p", "where");
    first.dir = "auto";
    const link = place.test(address) ? element("a", "", text) : element("span", "", text);
    if (link.href !== undefined) link.href = address;
    first.append(link);
    const badge = element("span", "badge", kinds[handle[0]] || "");
    rest.append(badge, " ");
    for (const part of [who, told(day), ...more]) if (part) rest.append(element("bdi", "", part), " · ");
    rest.append(element("span", "handle", handle));
    item.append(first, rest);
    return item;
  };

  const search = () => {
    const words = asked(fold(box.value));
    const found = [];
    let count = 0;
    if (words.length) for (let at = 0; at < entries.length; at++) {
      if (!words.every(word => fits(word, at))) continue;
      count++;
      if (found.length < MOST) found.push(line(entries[at]));
    }
    list.replaceChildren(...found);
    const more = count > MOST ? ", the first " + MOST + " are listed" : "";
    said.textContent = words.length ? count + " found" + more : entries.length + " articles, claims and speakers can be searched";
  };

  find("form").hidden = false;
  const given = /^#q=(.*)$/.exec(location.hash);
  if (given) try { box.value = decodeURIComponent(given[1]); } catch { box.value = ""; }
  box.addEventListener("input", search);
  find("form").addEventListener("submit", event => event.preventDefault());
  search();
})();
