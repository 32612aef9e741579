import type { KeptMail } from './mailbox.ts';

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The page "Pastkaste": every mail that has left the house, the newest first. Only what the mail says as text: nothing of it is run. */
export function mailPage(mails: KeptMail[]): string {
  return `<!doctype html>
<html lang="lv"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Pastkaste · Pietura</title>
<link rel="stylesheet" href="/page.css"></head>
<body><main>
<h1>Pastkaste</h1>
<p>Visi e-pasti, ko Pietura šeit ir nosūtījusi. Neviens no tiem nav atstājis šo datoru. <span lang="en">Every e-mail Pietura has sent here; none of them has left this machine.</span> JSON: <a href="/mail.json">/mail.json</a>.</p>
${mails.length === 0 ? '<p>Vēl nav neviena. <span lang="en">None yet.</span></p>' : mails.map(mailItem).join('\n')}
</main></body></html>`;
}

const mailItem = ({ subject, to, at, text, language, notices }: KeptMail) =>
  `<details><summary><strong lang="${escape(language)}">${escape(subject)}</strong> · ${escape(to)} · <time datetime="${at}">${at.slice(0, 16).replace('T', ' ')}</time> · ${escape(notices.join(', '))}</summary>
<pre lang="${escape(language)}" tabindex="0">${escape(text)}</pre></details>`;
