import type { StepDeps } from '../cases/deps.ts';
import { recordEvent } from '../cases/record.ts';
import { longDate } from '../documents/format.ts';
import { renderPdf } from '../documents/typst.ts';
import { serviceOf } from '../cases/find.ts';
import { riskOf, type RiskLevel } from './status.ts';

const VOTES: Record<string, string> = { for: 'par', against: 'pret', abstain: 'atturas' };
const RISKS: Record<RiskLevel, string> = { low: 'zems', medium: 'vidējs', high: 'augsts' };
const CLASSES: Record<string, string> = { standard: 'standarta', normal: 'parasta', urgent: 'steidzama' };
const RECOMMENDED: Record<string, string> = { approve: 'apstiprināt', refuse: 'noraidīt', defer: 'atlikt' };

type Voice = { name: string; agency: string; vote: string | null; words: string | null; substitute: string | null };
export type MinutesFacts = {
  code: string;
  subject: string | null;
  agency: string;
  changeClass: string | null;
  services: string[];
  items: string[];
  risk: { level: string | null; words: string | null };
  effortHours: number | null;
  costCents: number | null;
  recommends: string | null;
  recommendation: string | null;
  agenda: string[];
  openedAt: Date;
  closedAt: Date;
  voices: Voice[];
};

/** What the minutes of the board say (P5.4), in Latvian, the language of records. The template only places it. */
export function minutesData(it: MinutesFacts) {
  const gave = it.voices.filter(voice => voice.vote !== null);
  const count = (vote: string) => it.voices.filter(voice => voice.vote === vote).length;
  const level = it.risk.level as RiskLevel | null;
  return {
    agency: it.agency,
    date: longDate(it.closedAt, 'lv', 'locative'),
    code: it.code,
    title: 'Izmaiņu konsultatīvās padomes protokols',
    subject: it.subject ?? it.code,
    facts: [
      ['Klase', CLASSES[it.changeClass ?? ''] ?? '–'],
      ['Pakalpojumi', it.services.join(', ') || '–'],
      ['Konfigurācijas vienības', it.items.join(', ') || '–'],
      ['Darbs un izmaksas', `${it.effortHours ?? 0} h, ${((it.costCents ?? 0) / 100).toFixed(2).replace('.', ',')} €`],
      ['Risks', [level && RISKS[level], it.risk.words].filter(Boolean).join(': ') || '–'],
      ['Vērtētāja ieteikums', [RECOMMENDED[it.recommends ?? ''], it.recommendation].filter(Boolean).join(': ') || '–'],
    ],
    agenda: it.agenda.length > 0 ? it.agenda : ['Vai izmaiņu apstiprināt?'],
    voices: it.voices.map(voice => [
      voice.substitute ? `${voice.substitute} (aizvieto: ${voice.name})` : voice.name,
      voice.agency,
      voice.vote ? VOTES[voice.vote]! : 'nav izteicies',
      voice.words ?? '',
    ]),
    sum: `Par: ${count('for')}, pret: ${count('against')}, atturas: ${count('abstain')}, nav izteikušies: ${it.voices.length - gave.length}.`,
    held: `Balsošana sākta ${longDate(it.openedAt, 'lv', 'locative')}, pabeigta ${longDate(it.closedAt, 'lv', 'locative')}. Padome iesaka; lēmumu pieņem pakalpojuma vadītājs.`,
    footer: `Protokols izmaiņai ${it.code}`,
  };
}

/** Makes the minutes of a round and keeps them with the case, for those at work only. A round has one, however often the job runs. */
export async function prepareMinutes(roundId: string, { tx, now, blobs, newId, processes }: StepDeps): Promise<void> {
  const round = await tx.changeRound.findUniqueOrThrow({
    where: { id: roundId },
    include: { voices: { orderBy: [{ agency: 'asc' }, { userId: 'asc' }] }, change: { include: { case: true } } },
  });
  const { change } = round;
  const at = now();
  const ids = round.voices.flatMap(it => [it.userId, it.byId ?? it.userId]);
  const people = new Map((await tx.userAccount.findMany({ where: { id: { in: ids } } })).map(it => [it.id, it.name]));
  const agencies = new Map((await tx.agency.findMany()).map(it => [it.id, it.titleLv]));
  const facts: MinutesFacts = {
    code: change.case.code,
    subject: change.case.subject,
    agency: agencies.get(change.holder) ?? change.holder,
    changeClass: change.class,
    services: change.services.map(id => serviceOf(processes, id)?.description.title.lv ?? id),
    items: change.items,
    risk: { level: change.riskLevel ?? riskOf(null), words: change.risk },
    effortHours: change.effortHours,
    costCents: change.costCents,
    recommends: change.recommends,
    recommendation: change.recommendation,
    agenda: round.agenda,
    openedAt: round.openedAt,
    closedAt: round.closedAt ?? at,
    voices: round.voices.map(it => ({
      name: people.get(it.userId) ?? it.userId,
      agency: agencies.get(it.agency) ?? it.agency,
      vote: it.vote,
      words: it.words,
      substitute: it.byId && it.byId !== it.userId ? (people.get(it.byId) ?? it.byId) : null,
    })),
  };
  const { sha256, bytes } = await blobs.put(renderPdf('minutes', minutesData(facts), at));
  const title = `Padomes protokols ${facts.code}`;
  const document = {
    caseId: change.caseId,
    kind: 'minutes',
    title,
    fileName: `${title.replaceAll(' ', '-')}.pdf`,
    contentType: 'application/pdf',
    bytes,
    sha256,
  };
  const id = newId();
  await tx.document.create({ data: { id, ...document, addedAt: at, public: false } });
  await tx.changeRound.update({ where: { id: roundId }, data: { minutesId: id } });
  await recordEvent(tx, { caseId: change.caseId, name: 'document-added', at, data: { title }, public: false });
}
