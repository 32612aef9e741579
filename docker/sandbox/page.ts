import { openApiPath } from './openapi.ts';
import { AGENCY_IDS, OPERATIONS, OPERATION_IDS } from './operations.ts';
import { PEOPLE, syntheticCode, UNKNOWN_CODE } from './people.ts';
import type { Person } from './people.ts';
import { presentPerson } from './registers.ts';
import { switchShape } from './switches.ts';
import type { Switch } from './switches.ts';

const escape = (text: unknown) => String(text).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const row = (cells: string[]) => `<tr>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
const table = (heads: string[], rows: string[]) =>
  `<div class="wide" role="region" tabindex="0" aria-label="${escape(heads.join(', '))}"><table><thead><tr>${heads.map(head => `<th scope="col">${head}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table></div>`;

/** The page for people: what can be asked, who is in the registers, how the systems misbehave now. */
export function page(switches: Partial<Record<string, Switch>>, now: Date): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Agency sandbox · Pietura</title>
<link rel="stylesheet" href="/page.css"><script type="module" src="/page.js"></script></head>
<body><main>
<h1>Agency sandbox</h1>
<p>Stands in for the systems of PMLP and VSAA. Everybody here is invented. Callers show <code>Authorization: Bearer</code> with the agency’s own of <code>AGENCY_TOKENS</code>; described at <a href="/openapi.json">/openapi.json</a>. The mails that people get: <a href="/mail">Pastkaste</a>.</p>
<h2>What can be asked</h2>
${table(
  ['Operation', 'Call', 'What it does'],
  OPERATION_IDS.map(id =>
    row([`<code>${id}</code>`, `<code>${OPERATIONS[id].method.toUpperCase()} ${openApiPath(OPERATIONS[id].path)}</code>`, escape(OPERATIONS[id].summary)]),
  ),
)}
<h2>People</h2>
${table(
  ['Personal code', 'Name', 'Died on', 'VSAA', 'Why here'],
  PEOPLE.map(person => personRow(person, now)),
)}
<p>Any code <code>3299xx-xxxxx</code>, for instance <code>${syntheticCode(42)}</code>, is an insured person who died 14 days ago: a benefit is paid once for each deceased, so use a fresh one each time. Nobody has <code>${UNKNOWN_CODE}</code>.</p>
<h2>Switches</h2>
<p>For one operation or a whole agency; kept until the sandbox stops. By program: <code>PUT /switches</code> replaces all.</p>
${[...AGENCY_IDS, ...OPERATION_IDS].map(name => switchForm(name, switches[name] ?? switchShape.parse({}))).join('\n')}
<p role="status" id="said"></p>
</main></body></html>`;
}

function personRow(person: Person, now: Date) {
  const { insurance } = person;
  const known = insurance ? `${insurance.status}, ${(insurance.baseCents / 100).toFixed(2)} €` : 'no record';
  return row([
    `<code>${person.personalCode}</code>`,
    escape(`${person.givenName} ${person.familyName}`),
    `<time>${presentPerson(person, now).diedOn ?? '–'}</time>`,
    known,
    escape(person.note),
  ]);
}

function switchForm(name: string, it: Switch): string {
  const number = (key: 'delayMs' | 'failNext' | 'failPercent' | 'loseNext', label: string) =>
    `<label>${label} <input type="number" min="0" name="${key}" value="${it[key]}"></label>`;
  return `<form data-switch="${name}"><fieldset><legend>${name}</legend>
${number('delayMs', 'Delay, ms')} ${number('failNext', 'Fail next')} ${number('failPercent', 'Fail, %')} ${number('loseNext', 'Lose answer of next')}
<label>Refuse with code <input name="refuse" pattern="[a-z][a-z0-9-]*" value="${escape(it.refuse ?? '')}"></label>
<label><input type="checkbox" name="down"${it.down ? ' checked' : ''}> Down</label> <button>Set</button></fieldset></form>`;
}

export const PAGE_STYLE = `:root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}body{margin:0}main{max-width:72rem;margin:auto;padding:1rem}
.wide{overflow-x:auto}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.35rem .75rem .35rem 0;border-bottom:1px solid GrayText;vertical-align:top}
td:first-child,time{white-space:nowrap}pre{white-space:pre-wrap}details{border-bottom:1px solid GrayText;padding:.5rem 0}fieldset{display:flex;flex-wrap:wrap;gap:.5rem 1rem;align-items:center;margin:.5rem 0}input[type=number]{width:6rem}button,input{font:inherit;min-height:1.75rem}`;

export const PAGE_SCRIPT = `for (const form of document.querySelectorAll('form[data-switch]')) form.addEventListener('submit', async event => {
  event.preventDefault();
  const data = new FormData(form);
  const number = key => Number(data.get(key) || 0);
  const body = { delayMs: number('delayMs'), failNext: number('failNext'), failPercent: number('failPercent'), loseNext: number('loseNext'), refuse: data.get('refuse') || null, down: data.has('down') };
  const answer = await fetch('/switches/' + form.dataset.switch, { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  document.querySelector('#said').textContent = answer.ok ? form.dataset.switch + ' is set.' : (await answer.json()).detail;
});
`;
