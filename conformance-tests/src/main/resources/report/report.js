
"use strict";
(() => {
  const chosen = new Set();
  const buttons = [...document.querySelectorAll("[data-filter]")];
  const search = document.getElementById("search");
  const shown = document.getElementById("shown");
  const things = [...document.querySelectorAll("[data-outcomes]")];

  const apply = () => {
    const words = search.value.trim().toLowerCase();
    let rows = 0;
    for (const thing of things) {
      const outcomes = thing.dataset.outcomes.split(" ");
      const fits = (chosen.size === 0 || outcomes.some((outcome) => chosen.has(outcome)))
        && thing.dataset.text.toLowerCase().includes(words);
      thing.hidden = !fits;
      if (fits && thing.tagName === "TR") rows++;
    }
    let group = null;
    for (const row of document.querySelectorAll("#grid tbody tr")) {
      if (row.classList.contains("group")) {
        group = row;
        group.hidden = true;
      } else if (!row.hidden && group) {
        group.hidden = false;
      }
    }
    shown.textContent = chosen.size === 0 && words === "" ? "" : rows + " shown";
  };

  for (const button of buttons) {
    button.addEventListener("click", () => {
      const outcome = button.dataset.filter;
      if (!chosen.delete(outcome)) chosen.add(outcome);
      button.setAttribute("aria-pressed", String(chosen.has(outcome)));
      apply();
    });
  }
  search.addEventListener("input", apply);

  const open = () => {
    let name = location.hash.slice(1);
    try {
      name = decodeURIComponent(name);
    } catch (e) {
      return;
    }
    const thing = document.getElementById(name);
    if (thing && thing.tagName === "DETAILS") {
      thing.hidden = false;
      thing.open = true;
      thing.scrollIntoView();
    }
  };
  addEventListener("hashchange", open);
  open();

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details.attention:not([open]), details.legend:not([open])")];
    for (const thing of closed) thing.open = true;
  });
  addEventListener("afterprint", () => {
    for (const thing of closed) thing.open = false;
  });
})();
