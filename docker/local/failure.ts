/** Something a person can mend: shown as one line, without a stack. */
export class Failure extends Error {}
