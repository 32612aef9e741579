/** What putting the open cases into an empty engine came to (web/api/recovery). `faults`: cases that stand aside. */
export type RebuildReport = { life: number; moved: number; runs: number; begun: number; faults: { caseId: string; why: string }[]; tookMs: number };
