import type { Process } from '../../../processes/load.ts';
import type { ServiceDescription } from '../../../processes/schema.ts';
import type { Agency, Case, CaseFact, Client, Decision } from '../../../prisma/generated/client.ts';
import type { StepDeps } from '../cases/deps.ts';
import { factLabel, factValue } from '../cases/fact-words.ts';
import { serviceOf } from '../cases/find.ts';
import { recordEvent } from '../cases/record.ts';
import { euros, inWords, languageOf, longDate, type Language } from './format.ts';
import { renderPdf } from './typst.ts';

const WORDS = {
  lv: {
    number: 'Lieta Nr.',
    personalCode: 'Personas kods',
    decision: 'Lēmums',
    amount: 'Summa',
    facts: 'Konstatētie fakti',
    factColumns: ['Fakts', 'Vērtība', 'Avots'],
    grounds: 'Pamatojums',
    appeal: 'Pārsūdzēšanas kārtība',
    appealUntil: 'Apstrīdams līdz',
    draft: 'PROJEKTS',
  },
  en: {
    number: 'Case No.',
    personalCode: 'Personal code',
    decision: 'Decision',
    amount: 'Amount',
    facts: 'Established facts',
    factColumns: ['Fact', 'Value', 'Source'],
    grounds: 'Grounds',
    appeal: 'How to contest this decision',
    appealUntil: 'To be contested by',
    draft: 'DRAFT',
  },
};

const SENTENCES = {
  lv: {
    title: (service: string) => `Lēmums: ${service.toLocaleLowerCase('lv')}`,
    subject: (code: string, on: string) => `Izskatot ${on} iesniegto pieteikumu ${code}, pieņemts šāds lēmums.`,
    grant: 'Pieteikumu apmierināt.',
    refuse: 'Pieteikumu noraidīt.',
    signed: (who: string, on: string) => `Lēmumu pieņēma ${who}, ${on}. Dokuments sagatavots elektroniski.`,
    automatic: 'Lēmums pieņemts automātiski. Jums ir tiesības lūgt, lai to izskata cilvēks.',
    footer: (code: string) => `Lēmums lietā ${code}`,
  },
  en: {
    title: (service: string) => `Decision: ${service.toLocaleLowerCase('en')}`,
    subject: (code: string, on: string) => `Having examined application ${code} of ${on}, the agency has decided as follows.`,
    grant: 'The application is granted.',
    refuse: 'The application is refused.',
    signed: (who: string, on: string) => `Decided by ${who} on ${on}. Issued electronically.`,
    automatic: 'This decision was made automatically. You have the right to ask for a person to examine it.',
    footer: (code: string) => `Decision in case ${code}`,
  },
};

export type LetterFacts = {
  case: Pick<Case, 'code' | 'submittedAt'>;
  client: Pick<Client, 'givenName' | 'familyName' | 'personalCode'>;
  agency: Pick<Agency, 'titleLv' | 'titleEn'>;
  service: ServiceDescription;
  facts: Pick<CaseFact, 'key' | 'value' | 'source'>[];
  decision: Pick<Decision, 'outcome' | 'grounds' | 'reason' | 'amountCents' | 'appealUntil' | 'automatic' | 'decidedAt'>;
  deciderName: string;
};

/** What the letter says, in one language: the template only places it. */
export function letterData({ case: it, client, agency, service, facts, decision, deciderName }: LetterFacts, language: Language) {
  const say = SENTENCES[language];
  const agencyTitle = language === 'en' ? agency.titleEn : agency.titleLv;
  const decidedOn = longDate(decision.decidedAt, language, 'locative');
  return {
    language,
    words: WORDS[language],
    agency: agencyTitle,
    place: language === 'en' ? 'Riga' : 'Rīgā',
    date: decidedOn,
    code: it.code,
    client: { name: `${client.givenName} ${client.familyName}`, personalCode: client.personalCode ?? '' },
    title: say.title(service.title[language]),
    subject: say.subject(it.code, longDate(it.submittedAt, language, 'locative')),
    decision: decision.outcome === 'grant' ? say.grant : say.refuse,
    amount: decision.amountCents === null ? null : euros(decision.amountCents, language),
    facts: facts.map(fact => ({
      label: factLabel(service, fact.key)[language],
      value: factValue(service, fact)?.[language] ?? inWords(fact.value, language, fact.key),
      source: fact.source,
    })),
    grounds: service.grounds.filter(ground => decision.grounds.includes(ground.id)).map(ground => ({ text: ground.text[language], law: ground.law[language] })),
    reason: decision.reason,
    appeal: service.appeal.text[language],
    appealUntil: decision.appealUntil && longDate(decision.appealUntil, language, 'dative'),
    signed: decision.automatic ? say.automatic : say.signed(deciderName || agencyTitle, decidedOn),
    footer: say.footer(it.code),
  };
}

export type Draft = Omit<LetterFacts['decision'], 'automatic'> & { decidedBy: string };

/** The letter as it would go out if this were decided now, marked as a draft; nothing is kept. */
export async function renderDraft(caseId: string, draft: Draft, deps: Pick<StepDeps, 'tx' | 'processes'>): Promise<Buffer> {
  const { facts, language } = await readLetter(caseId, deps, { ...draft, automatic: false });
  return renderPdf('letter', { ...letterData(facts, language), draft: WORDS[language].draft }, draft.decidedAt);
}

/** Makes the letter of the case's latest decision and keeps it with the case, unpublished. One decision has one letter (M14), however often the job runs. */
export async function prepareLetter(caseId: string, deps: StepDeps): Promise<void> {
  const { tx, now, blobs } = deps;
  const { facts, language } = await readLetter(caseId, deps);
  const made = await tx.document.count({ where: { caseId, kind: 'decision', addedAt: { gte: facts.decision.decidedAt } } });
  if (made > 0) return;
  const at = now();
  const { sha256, bytes } = await blobs.put(renderPdf('letter', letterData(facts, language), at));
  const title = `${WORDS[language].decision} ${facts.case.code}`;
  await tx.document.create({
    data: {
      caseId,
      kind: 'decision',
      title,
      fileName: `${title.replaceAll(' ', '-')}.pdf`,
      contentType: 'application/pdf',
      bytes,
      sha256,
      addedAt: at,
      public: false,
    },
  });
  await recordEvent(tx, { caseId, name: 'document-added', at, data: { title }, public: false });
}

async function readLetter(
  caseId: string,
  { tx, processes }: { tx: StepDeps['tx']; processes: Process[] },
  draft?: LetterFacts['decision'] & { decidedBy: string },
): Promise<{ facts: LetterFacts; language: Language }> {
  const found = await tx.case.findUniqueOrThrow({
    where: { id: caseId },
    include: { client: true, facts: { orderBy: { at: 'asc' } }, decisions: { orderBy: { decidedAt: 'desc' }, take: 1 } },
  });
  const decision = draft ?? found.decisions[0];
  const service = serviceOf(processes, found.serviceId)?.description;
  if (!decision || !service || !found.client) throw new Error(`Case ${caseId} has no decision, service or client to write a letter of`);

  const agency = await tx.agency.findUnique({ where: { id: found.holder } });
  const decider = decision.decidedBy ? await tx.userAccount.findUnique({ where: { id: decision.decidedBy } }) : null;
  const titles = { titleLv: agency?.titleLv ?? found.holder, titleEn: agency?.titleEn ?? found.holder };
  const facts = { case: found, client: found.client, agency: titles, service, facts: found.facts, decision, deciderName: decider?.name ?? '' };
  return { facts, language: languageOf(found.client.language) };
}
