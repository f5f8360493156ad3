'use strict';

// Pages are made by the server and work without this. It keeps what changes up to date, and fills payloads while somebody types.
const EVERY = 2000;

function say(text) {
  const said = document.getElementById('said');
  if (said && text && said.textContent !== text) {
    said.textContent = text;
  }
}

// Cells are told the names of their columns, which a narrow screen writes beside them.
function name(part) {
  for (const table of part.querySelectorAll('.scroll > table')) {
    const columns = [...table.querySelectorAll('thead th')].map(one => one.textContent);
    for (const row of table.querySelectorAll('tbody tr')) {
      [...row.children].forEach((cell, i) => { cell.dataset.column = columns[i] || ''; });
    }
    table.classList.add('named');
  }
}
name(document);

// What the server wrote is put in place of what was there; whoever is on a button stays on it.
function replace(part, html) {
  if (part.dataset.last === html) {
    return;
  }
  part.dataset.last = html;
  const focused = part.contains(document.activeElement) ? document.activeElement.id : '';
  part.replaceChildren(...new DOMParser().parseFromString(html, 'text/html').body.childNodes);
  if (focused && document.getElementById(focused)) {
    document.getElementById(focused).focus({preventScroll: true});
  }
  name(part);
  const told = part.querySelector('[data-said]');
  say(told ? told.dataset.said : '');
}

async function refresh(part) {
  if (document.hidden || part.querySelector('details[open], input:focus, select:focus, textarea:focus')) {
    return;
  }
  try {
    const answer = await fetch(part.dataset.refresh, {headers: {Accept: 'text/html'}, redirect: 'manual'});
    if (answer.type === 'opaqueredirect') {
      location.reload();
    } else if (answer.ok) {
      replace(part, await answer.text());
      part.classList.remove('stale');
    }
  } catch (unreachable) {
    part.classList.add('stale');
    say('The instance does not answer');
  }
}

for (const part of document.querySelectorAll('[data-refresh]')) {
  const again = () => setTimeout(() => refresh(part).finally(again), EVERY);
  again();
}

// One box chooses all of a page.
for (const all of document.querySelectorAll('[data-all]')) {
  all.addEventListener('change', () => {
    for (const one of all.closest('form').querySelectorAll('[name="' + all.dataset.all + '"]')) {
      one.checked = all.checked;
    }
  });
}

// Shows only what holds the text, and whatever is folded around it.
document.addEventListener('input', event => {
  if (event.target.dataset.filter) {
    const text = event.target.value.trim().toLowerCase();
    let shown = 0;
    for (const one of document.querySelectorAll(event.target.dataset.filter)) {
      one.hidden = text !== '' && !one.textContent.toLowerCase().includes(text);
      shown += one.hidden ? 0 : 1;
      const fold = text !== '' && !one.hidden ? one.querySelector(':scope > details') : null;
      if (fold) {
        fold.open = true;
      }
    }
    say(text === '' ? 'All are shown' : shown + ' shown');
  }
});

// Folds or unfolds a tree as a whole.
document.addEventListener('click', event => {
  if (event.target.dataset.fold) {
    const open = event.target.dataset.fold === 'open';
    document.querySelectorAll(event.target.dataset.of + ' details details').forEach(one => { one.open = open; });
  }
});

// The mapping workbench: line numbers beside the mapping, its bad lines marked, the payload filled a moment after a key.
const bench = document.querySelector('[data-fill]');
if (bench) {
  const mapping = bench.querySelector('#mapping');
  const gutter = bench.querySelector('.gutter');
  const filled = bench.querySelector('#filled');
  let asked = 0;
  let timer;

  const number = () => {
    const bad = new Map([...filled.querySelectorAll('[data-bad]')].map(one => [Number(one.dataset.bad), one.textContent]));
    gutter.replaceChildren();
    mapping.value.split('\n').forEach((line, i) => {
      const one = document.createElement('span');
      one.textContent = i + 1;
      if (bad.has(i + 1)) {
        one.className = 'bad';
        one.title = bad.get(i + 1);
      }
      gutter.append(one, '\n');
    });
    gutter.scrollTop = mapping.scrollTop;
  };

  const go = line => {
    const lines = mapping.value.split('\n');
    const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
    mapping.focus();
    mapping.setSelectionRange(start, start + (lines[line - 1] || '').length);
    mapping.scrollTop = Math.max(0, (line - 6) * mapping.scrollHeight / lines.length);
  };

  const fill = async () => {
    const mine = ++asked;
    const form = new URLSearchParams(new FormData(bench));
    form.set('part', 'yes');
    try {
      const answer = await fetch(bench.dataset.fill, {method: 'POST', body: form});
      if (mine === asked && answer.ok) {
        const search = filled.querySelector('#search');
        const text = search ? search.value : '';
        const typing = document.activeElement === search;
        const folds = new Map([...filled.querySelectorAll('details')].map(one => [one.dataset.place, one.open]));
        filled.replaceChildren(...new DOMParser().parseFromString(await answer.text(), 'text/html').body.childNodes);
        const again = filled.querySelector('#search');
        filled.querySelectorAll('details').forEach(one => { one.open = folds.has(one.dataset.place) ? folds.get(one.dataset.place) : one.open; });
        if (again && text) {
          again.value = text;
          again.dispatchEvent(new Event('input', {bubbles: true}));
        }
        if (again && typing) {
          again.focus();
        }
        const bad = filled.querySelectorAll('.problem').length;
        say(bad === 0 ? 'The payload is filled' : bad + (bad === 1 ? ' problem' : ' problems'));
        number();
      }
    } catch (unreachable) {
      say('The instance does not answer');
    }
  };

  bench.addEventListener('input', event => {
    if (event.target.tagName === 'TEXTAREA') {
      number();
      clearTimeout(timer);
      timer = setTimeout(fill, 250);
    }
  });
  bench.addEventListener('click', event => {
    if (event.target.dataset.to) {
      go(Number(event.target.dataset.to));
    }
  });
  bench.querySelector('[data-into]').addEventListener('change', event => {
    if (event.target.value) {
      bench.querySelector(event.target.dataset.into).value = event.target.value;
      fill();
    }
  });
  mapping.addEventListener('scroll', () => { gutter.scrollTop = mapping.scrollTop; });
  number();
  if (mapping.dataset.line) {
    go(Number(mapping.dataset.line));
  }
}
