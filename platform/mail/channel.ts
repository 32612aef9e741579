/** What goes to one person by one channel. `id` is stable: a repeat after a lost answer carries the same one. */
export type Letter = {
  id: string;
  to: string;
  fromName: string;
  subject: string;
  text: string;
  html: string;
  language: string;
  /** Mails of one case hang together in the reader's program. */
  thread: string | null;
  notices: string[];
  /** When it was put on its way, the first time or again. */
  madeAt: Date;
};

/** A way out of the house: e-mail, SMS. */
export interface Channel {
  /** Hands the letter over. Resolves when the other side has taken it. @throws Refused for good, any other error = try again later */
  send(letter: Letter): Promise<void>;
  close(): void;
}

export const REFUSALS = ['address-unknown', 'mailbox-full', 'refused'] as const;
export type Refusal = (typeof REFUSALS)[number];

/** The other side will never take this letter. `detail`: codes only, its words may hold the address. */
export class Refused extends Error {
  readonly reason: Refusal;
  readonly detail: string;

  constructor(reason: Refusal, detail: string) {
    super(`${reason} (${detail})`);
    this.reason = reason;
    this.detail = detail;
  }
}
