export type Verdict = { clean: true } | { clean: false; virus: string };
export type ScanOptions = {
  /** Told how many bytes the engine has taken. */
  onProgress(bytes: number): void;
  signal: AbortSignal;
};

/** An engine that looks for viruses. Throws ScannerTrouble when it cannot say. */
export interface VirusScanner {
  name: string;
  scan(file: { path: string }, options: ScanOptions): Promise<Verdict>;
  /** Whether it would answer now. */
  ready(): Promise<boolean>;
}

/** The engine could not say. `lasting`: asking again soon is of no use (the file is too large for it). */
export class ScannerTrouble extends Error {
  readonly lasting: boolean;
  constructor(message: string, lasting: boolean) {
    super(message);
    this.lasting = lasting;
  }
}
