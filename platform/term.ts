export type Text = { lv: string; en: string };

export const UNITS = ['working-days', 'calendar-days', 'months', 'working-hours', 'hours'] as const;
export type Unit = (typeof UNITS)[number];

/** Whom a case may wait for (PROCESSES §1.6, F13). */
export const PARTIES = ['client', 'partner', 'payment', 'institution', 'date'] as const;
export type Party = (typeof PARTIES)[number];

export const PURPOSES = ['acceptance', 'answer', 'decision'] as const;
export const COUNTS_FROM = ['submitted', 'registered', 'accepted', 'documents-complete', 'reopened'] as const;
export const SILENCES = ['nothing', 'accepted', 'refused'] as const;

export type Length = { amount: number; unit: Unit };

/** Everything a law or an agreement says of one time limit. Copied into the clock of a case when it starts: later changes do not reach it. */
export type Term = Length & {
  purpose: (typeof PURPOSES)[number];
  /** A term in days ends at 24:00 of its last day, or when the institution closes (Administrative Procedure Law, section 43). */
  ends: 'midnight' | 'closing';
  /** A last day that is a day off moves to the next working day. Only terms of calendar days and months ask. */
  rolls: boolean;
  countsFrom: (typeof COUNTS_FROM)[number];
  pausesFor: Party[];
  /** What it means that nobody has decided in time. */
  silence: (typeof SILENCES)[number];
  /** How many times it may be extended, to what length in all from its start, and whether the client is told. Null: not at all. */
  extension: { times: number; limit: Length; notice: boolean } | null;
  law: Text;
};

/** Terms of days know no hour: "hour and minute have no meaning when days or months are counted" (Supreme Court, SKA-483/2022). */
export const isByDay = (unit: Unit): boolean => unit === 'working-days' || unit === 'calendar-days' || unit === 'months';

/** A term of working days that says nothing else: ends at midnight, waits for the client, is not extended. */
export const plainTerm = (amount: number, law: Text = { lv: '', en: '' }): Term => ({
  purpose: 'decision',
  amount,
  unit: 'working-days',
  ends: 'midnight',
  rolls: true,
  countsFrom: 'submitted',
  pausesFor: ['client'],
  silence: 'nothing',
  extension: null,
  law,
});
