import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import type { Endpoint } from './endpoint.ts';
import { ENDPOINTS } from './index.ts';
import { carriedBy, leavesOf, official, personal } from './personal.ts';

/**
 * Names of fields that hold no person, with why; `parent.name` where the name alone says too little. A free text of any other name must be
 * marked: `personal`, `employment` or `official`.
 */
const NOBODYS: Record<string, string> = {
  'ids, codes and numbers': `agencyId assigneeId caseCode changeCode clientId code elementId id identifier key mergedFrom next number processId seen seq serviceId
    serviceIds target version collidesWith`,
  'words of a closed list': `assignee category channel covers did done entries.name field waits.for kind linked.state incidents.state meaning stage news.why notice on outcome
    party priority purpose reasonCode source symptom team toTeam type urgency waits status service items.why ^why`,
  'what is published or configured': `lv en accept active agreedWith apply bpmn choices.value columns.name contentType elementName errorType failed form.schema.* ^schema.* hours
    mayEnterFor nodes.name owner period place proposal.result realm release templates.body templates.subject templates.title through title unavailable versions.body
    versions.subject ^text views.name ^name builtIn.body builtIn.subject account.body account.subject mail.body mail.subject ^body ^subject ^title path faults.message column way
    faults.value marks like updatedAt incidents.message known.title knownError.title knownErrors.title matches.title standard.title standards.title versions.why`,
  'one’s own search': 'filter.text',
  'hours of the day': '1.from 2.from 3.from 4.from 5.from 6.from 7.from hours.from 1.to 2.to 3.to 4.to 5.to 6.to 7.to hours.to',
  'the matter of a system, a change or a service': `agenda area attributes.* audits.title agreements.title backOut benefit ^cause changed ^conclusion audits.conclusion conditions
    lines.correction deferredReason deliveries.detail endReason fault lines.finding findings.found steps.found grounds impact interruption item items item.name items.name means
    measure need entries.new entries.old entries.why recommendation registered.name requirements.reason agreements.reason demands.reason improvements.reason proposals.reason
    cancelled.reason ^resolution resources result ^risk assessment.risk solution symptoms itemsSet.to findings.tried steps.tried urgentWhy actions.what standards.what
    review.words why.words conclusion.words voices.words breaches.words steps.data.* imports.fileName`,
  'one’s own words for an act on many': 'act.note act.reason act.body',
};
const KNOWN = new Set(
  Object.values(NOBODYS)
    .flatMap(it => it.split(/\s+/))
    .filter(Boolean),
);
/** `name`, `parent.name`, or `^name` for one that stands at the top of an answer. */
const namesOf = (path: readonly string[]) => [`^${path.join('.')}`, ...[1, 2, 3].map(many => path.slice(-many).join('.'))];
const isKnown = (path: readonly string[]) => namesOf(path).some(it => KNOWN.has(it));

/** Too general to be excused without saying whose. */
const AMBIGUOUS = [
  'name',
  'subject',
  'body',
  'text',
  'words',
  'reason',
  'note',
  'comment',
  'message',
  'what',
  'why',
  'data',
  'value',
  'actor',
  'by',
  'question',
  'answer',
];

function undecided(endpoint: Endpoint): string[] {
  const route = `${endpoint.method} ${endpoint.path}`;
  const unsaid = endpoint.produces && !endpoint.streams ? [`${route} streams: say whose data (streams), nobody’s too`] : [];
  const fields = (endpoint.reply ? leavesOf(endpoint.reply) : [])
    .filter(({ of, free, path }) => of === undefined && free && !isKnown(path))
    .map(({ path }) => `${route}: ${path.join('.')} may hold somebody’s data: mark it (personal.ts), or say here why not`);
  return [...unsaid, ...fields];
}

describe('personal data in contracts', () => {
  it('of each free field of each answer it is said whether it is somebody’s', () => {
    expect(ENDPOINTS.flatMap(undecided)).toEqual([]);
  });

  it('finds a name, a text or a stream of which nobody has said anything', () => {
    const base = { method: 'get', path: '/api/x', summary: '', tag: '', access: 'signed-in', problems: [] } as const;
    const reply = z.object({ rows: z.array(z.object({ id: z.string(), clientName: z.string().nullable(), story: z.unknown(), email: z.email() })) });

    expect(undecided({ ...base, reply }).map(it => it.split(' may ')[0])).toEqual([
      'get /api/x: rows.clientName',
      'get /api/x: rows.story',
      'get /api/x: rows.email',
    ]);
    expect(undecided({ ...base, produces: 'application/pdf' })).toHaveLength(1);
  });

  it('a mark holds for all that is inside, and says whose data an answer carries', () => {
    const reply = z.object({ by: official(z.string()), case: personal(z.object({ id: z.string(), form: z.record(z.string(), z.unknown()) })).nullable() });

    expect(leavesOf(reply).map(({ path, of }) => [path.join('.'), of])).toEqual([
      ['by', 'worker'],
      ['case.id', 'client'],
      ['case.form.*', 'client'],
    ]);
    expect(carriedBy({ reply })).toEqual(['client', 'worker']);
    expect(carriedBy({ streams: ['client'] })).toEqual(['client']);
  });

  it('excuses no field by a name that says nothing', () => {
    expect(AMBIGUOUS.filter(it => KNOWN.has(it))).toEqual([]);
  });

  it('every name in the list is met somewhere: the list does not outlive the contracts', () => {
    const free = ENDPOINTS.flatMap(it => (it.reply ? leavesOf(it.reply) : [])).filter(it => it.free && it.of === undefined);
    const met = new Set(free.flatMap(({ path }) => namesOf(path)));

    expect([...KNOWN].filter(it => !met.has(it))).toEqual([]);
  });
});
