const BAR = 16;
const TICK_MS = 120;
/** Share of the bar that time alone can fill: the rest comes with the end. */
const UNSURE = 0.95;

type Line = { name: string; began: number; expectedMs: number; note: string; measured: number | null };
export type Step = { note(text: string): void; measure(share: number): void };
export type Progress = ReturnType<typeof makeProgress>;

export const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

/** How far a step is, 0 to 1: measured if it can be, else guessed from how long it usually takes; never full before its end. */
export function shareOf(line: Pick<Line, 'began' | 'expectedMs' | 'measured'>, now: number): number {
  if (line.measured !== null) return Math.min(1, Math.max(0, line.measured));
  return UNSURE * (1 - Math.exp((-2 * (now - line.began)) / line.expectedMs));
}

export const bar = (share: number) => `[${'█'.repeat(Math.round(share * BAR)).padEnd(BAR, '·')}]`;

/** Lines with a bar for each step; they move on a terminal, elsewhere one line is printed when a step begins and one when it ends. */
export function makeProgress(out: NodeJS.WriteStream) {
  const live = out.isTTY === true;
  const running: Line[] = [];
  let drawn = 0;
  let hushed = false;
  let timer: NodeJS.Timeout | undefined;

  const clear = () => {
    if (drawn > 0) out.write(`\x1b[${drawn}A\x1b[0J`);
    drawn = 0;
  };
  const draw = () => {
    if (!live) return;
    clear();
    const now = Date.now();
    const text = running.map(line =>
      `${bar(shareOf(line, now))} ${line.name.padEnd(20)} ${seconds(now - line.began)} ${line.note}`.slice(0, (out.columns ?? 100) - 1),
    );
    if (text.length > 0) out.write(`${text.join('\n')}\n`);
    drawn = text.length;
  };
  const say = (text: string) => {
    clear();
    out.write(`${text}\n`);
    draw();
  };
  const begin = (line: Line) => {
    if (hushed) return;
    running.push(line);
    if (live) timer ??= setInterval(draw, TICK_MS);
    else out.write(`${bar(0)} ${line.name} …\n`);
    draw();
  };
  const end = (line: Line, text: string) => {
    if (running.includes(line)) running.splice(running.indexOf(line), 1);
    if (running.length === 0) {
      clearInterval(timer);
      timer = undefined;
    }
    if (!hushed) say(text);
  };

  return {
    say,
    /** From here on steps end without a word: their failures are only the echo of a stop. */
    hush(): void {
      hushed = true;
      running.length = 0;
      clearInterval(timer);
      clear();
    },
    /** Runs one step under its own line. `expectedMs` only shapes the bar. */
    async step<T>(name: string, expectedMs: number, work: (step: Step) => Promise<T>): Promise<T> {
      const line: Line = { name, began: Date.now(), expectedMs, note: '', measured: null };
      begin(line);
      const step: Step = {
        note: text => {
          line.note = text;
        },
        measure: share => {
          line.measured = share;
        },
      };
      try {
        const result = await work(step);
        end(line, `${bar(1)} ${name.padEnd(20)} ${seconds(Date.now() - line.began)} ${line.note}`.trimEnd());
        return result;
      } catch (error) {
        end(line, `${bar(0)} ${name.padEnd(20)} failed after ${seconds(Date.now() - line.began)}`);
        throw error;
      }
    },
  };
}
