'use strict';

// Pages are made by the server and work without this. It keeps what changes up to date, and fills payloads while somebody types.
const EVERY = 2000;

function say(text) {
  const said = document.getElementById('said');
  if (said && text && said.textContent !== text) {
    said.textContent = text;
  }
}

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

// Shows only what holds the text.
for (const filter of document.querySelectorAll('[data-filter]')) {
  filter.addEventListener('input', () => {
    const text = filter.value.trim().toLowerCase();
    for (const one of document.querySelectorAll(filter.dataset.filter)) {
      one.hidden = text !== '' && !one.textContent.toLowerCase().includes(text);
    }
  });
}
