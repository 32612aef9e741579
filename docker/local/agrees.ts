import { createInterface } from 'node:readline/promises';

/** Whether the person at the terminal says yes to what cannot be taken back; says itself that nothing was changed, if not. */
export async function agrees(question: string): Promise<boolean> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const answer = await terminal.question(`${question} Type "yes": `);
  terminal.close();
  if (answer.trim().toLowerCase() === 'yes') return true;
  console.log('Nothing was changed.');
  return false;
}
