(() => {
  const root = document.documentElement;
  document.getElementById('theme').addEventListener('click', () => {
    const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('protogen-theme', root.dataset.theme); } catch { /* Only this page has it then. */ }
  });

  const contents = document.querySelector('#contents details');
  const narrow = matchMedia('(max-width: 980px)');
  const fold = () => { contents.open = !narrow.matches; };
  narrow.addEventListener('change', fold);
  fold();
  contents.addEventListener('click', event => { if (narrow.matches && event.target.closest('a')) contents.open = false; });

  // Everything that has one of the words in its name, its id or its fields stays.
  const filter = document.getElementById('filter');
  const nothing = document.getElementById('nothing');
  const entries = [...document.querySelectorAll('.entry')].map(section => ({
    section,
    text: (section.dataset.search || section.querySelector('h3').textContent + ' ' + [...section.querySelectorAll('th[scope=row]')].map(cell => cell.textContent).join(' ')).toLowerCase(),
    links: [...document.querySelectorAll(`#contents a[href="#${CSS.escape(section.id)}"], .index a[href="#${CSS.escape(section.id)}"]`)].map(link => link.closest('li, tr')),
  }));
  filter.addEventListener('input', () => {
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const entry of entries) {
      const isHit = words.every(word => entry.text.includes(word));
      shown += isHit;
      entry.section.hidden = !isHit;
      for (const link of entry.links) link.hidden = !isHit;
    }
    for (const group of document.querySelectorAll('#contents .group')) group.hidden = !group.querySelector('li:not([hidden])');
    nothing.hidden = shown > 0;
  });
  document.addEventListener('keydown', event => {
    if (event.key === '/' && !/^(INPUT|TEXTAREA)$/.test(document.activeElement.tagName)) { event.preventDefault(); contents.open = true; filter.focus(); }
    if (event.key === 'Escape' && document.activeElement === filter) { filter.value = ''; filter.dispatchEvent(new Event('input')); filter.blur(); }
  });

  // Where in the contents the reader is.
  const links = new Map([...document.querySelectorAll('#contents a')].map(link => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(changes => {
    for (const change of changes) {
      if (!change.isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute('aria-current');
      const link = links.get(change.target.id);
      if (!link) continue;
      link.setAttribute('aria-current', 'true');
      const list = document.getElementById('contents');
      const { top, bottom } = link.getBoundingClientRect();
      if (!narrow.matches && (top < 80 || bottom > innerHeight - 20)) list.scrollTop += top - innerHeight / 2;
    }
  }, { rootMargin: '-15% 0px -75% 0px' });
  for (const section of document.querySelectorAll('.entry, #top')) seen.observe(section);
})();
