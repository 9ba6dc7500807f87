namespace ProtoGen.Tool.Tests.Documents;

/// <summary>Functions that the browser runs; each lists what is wrong.</summary>
internal static class Judgements
{
    public const string WiderThanThePage = """
        () => {
          const width = document.documentElement.clientWidth;
          const found = document.documentElement.scrollWidth > width ? [`the page is ${document.documentElement.scrollWidth} wide`] : [];
          for (const element of document.querySelectorAll('main *, nav *, header *, footer *')) {
            const box = element.getBoundingClientRect();
            const clip = getComputedStyle(element).clipPath !== 'none' || element.closest('caption, .filter span');
            if (box.width > 1 && !clip && (box.right > width + 1 || box.left < -1)) found.push(`${element.tagName} ${element.textContent.slice(0, 40)}`);
          }
          return found;
        }
        """;

    public const string OverlappingTexts = """
        () => {
          const found = [];
          for (const drawing of document.querySelectorAll('main svg')) {
            if (drawing.getBoundingClientRect().width === 0) continue;
            const texts = [...drawing.querySelectorAll('text')].map(text => ({ text: text.textContent, box: text.getBoundingClientRect() }));
            for (let a = 0; a < texts.length; a++) {
              for (let b = a + 1; b < texts.length; b++) {
                const [one, other] = [texts[a].box, texts[b].box];
                const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
                const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
                // Boxes of lines have room above and below their letters.
                if (across > 0.5 && down > 3) found.push(`${drawing.getAttribute('aria-label')}: ${texts[a].text} and ${texts[b].text}`);
              }
            }
          }
          return found;
        }
        """;

    public const string TextsOutsideTheirDrawing = """
        () => [...document.querySelectorAll('main svg')].filter(drawing => drawing.getBoundingClientRect().width > 0).flatMap(drawing => {
          const around = drawing.getBoundingClientRect();
          return [...drawing.querySelectorAll('text')].filter(text => {
            const box = text.getBoundingClientRect();
            return box.left < around.left - 1 || box.right > around.right + 1 || box.bottom > around.bottom + 3;
          }).map(text => `${drawing.getAttribute('aria-label')}: ${text.textContent}`);
        })
        """;

    public const string LinksToNowhere = """
        () => {
          const ids = [...document.querySelectorAll('[id]')].map(element => element.id);
          const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map(id => `twice: ${id}`);
          const links = [...document.querySelectorAll('a')];
          return [...twice, ...links.filter(link => !link.getAttribute('href')?.startsWith('#') || !document.getElementById(decodeURIComponent(link.hash.slice(1)))).map(link => link.outerHTML)];
        }
        """;

    /// <summary>Less than the contrast that WCAG 2.1 asks of text (AA, 4.5 to 1).</summary>
    public const string FaintTexts = """
        () => {
          const parse = text => { const [r, g, b, a = 1] = text.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
          const light = ({ r, g, b }) => {
            const [x, y, z] = [r, g, b].map(value => value / 255).map(value => value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
            return 0.2126 * x + 0.7152 * y + 0.0722 * z;
          };
          const ground = element => {
            for (let at = element; at; at = at.parentElement) {
              const colour = parse(getComputedStyle(at).backgroundColor);
              if (colour.a > 0) return colour;
            }
            return parse(getComputedStyle(document.body).backgroundColor);
          };
          const under = text => {
            const box = text.getBoundingClientRect();
            const fills = [...text.ownerSVGElement.querySelectorAll('.fill, .part, .gap, .actor')].filter(shape => {
              const around = shape.getBoundingClientRect();
              return around.left <= box.left + 1 && around.right >= box.right - 1 && around.top <= box.top + box.height / 2 && around.bottom >= box.top + box.height / 2;
            });
            return fills.length ? parse(getComputedStyle(fills[fills.length - 1]).fill) : ground(text.ownerSVGElement);
          };
          const found = new Set();
          const judge = (element, colour, behind) => {
            const [one, other] = [light(colour), light(behind)].sort((a, b) => b - a);
            const contrast = (one + 0.05) / (other + 0.05);
            if (contrast < 4.5) found.add(`${element.tagName}.${element.getAttribute('class')} ${contrast.toFixed(2)}: ${element.textContent.slice(0, 20)}`);
          };
          for (const element of document.querySelectorAll('body *')) {
            if (element.closest('svg, script, style') || ![...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim())) continue;
            if (element.getBoundingClientRect().width < 2) continue;
            judge(element, parse(getComputedStyle(element).color), ground(element));
          }
          for (const text of document.querySelectorAll('main svg text')) {
            if (text.getBoundingClientRect().width > 0) judge(text, parse(getComputedStyle(text).fill), under(text));
          }
          return [...found];
        }
        """;

    public const string HardToFind = """
        () => [
          ...[...document.querySelectorAll('main svg')].filter(drawing => drawing.getAttribute('role') !== 'img' || !drawing.getAttribute('aria-label')).map(() => 'a drawing without a name'),
          ...[...document.querySelectorAll('th')].filter(head => !['row', 'col'].includes(head.getAttribute('scope'))).map(head => `a head without a scope: ${head.textContent}`),
          ...[...document.querySelectorAll('table')].filter(table => !table.tHead).map(() => 'a table without a head'),
          ...[...document.querySelectorAll('button')].filter(button => !button.getAttribute('aria-label')).map(() => 'a button without a name'),
          ...(document.documentElement.lang ? [] : ['no language']),
        ]
        """;

    public const string VisibleEntries = "() => [...document.querySelectorAll('.entry')].filter(entry => !entry.hidden).map(entry => entry.id)";
}
