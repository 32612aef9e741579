import { FIRST_LIFE, type EngineKeys } from '../../../platform/engine-keys.ts';

/** One record of the engine's journal, keys and positions as text: they exceed 2^53. */
export type JournalRecord = {
  partitionId: number;
  position: bigint;
  key: string;
  timestamp: number;
  valueType: string;
  intent: string;
  value: Record<string, unknown>;
};

/** A record that is not read into a projection; its position counts all the same. */
export type Passed = Pick<JournalRecord, 'partitionId' | 'position'> & { value: null };

// More than half of the journal: steps between entering and leaving an element.
const BETWEEN = /"intent":"(?:SEQUENCE_FLOW_TAKEN|ELEMENT_ACTIVATED|ELEMENT_COMPLETING|ELEMENT_TERMINATING|CREATING|COMPLETING|CANCELING)"/;
// In text values quotes are escaped, so this meets names of fields only.
const KEYS = /"([A-Za-z]*[kK]ey|position|sourceRecordPosition)":(-?\d+)/g;
const POSITION = /"position":(\d+)/;
const PARTITION = /"partitionId":(\d+)/;

/**
 * Records of a bulk body: newline-delimited JSON, an action before each record.
 * @param onFault is told of a record that cannot be read; it is left out.
 * @param keys how this engine's keys are written with us.
 */
export function parseBulk(body: string, onFault: (error: unknown) => void, keys: EngineKeys = FIRST_LIFE): (JournalRecord | Passed)[] {
  const records: (JournalRecord | Passed)[] = [];
  for (const line of body.split('\n')) {
    if (line === '' || line.startsWith('{"index"') || line.startsWith('{"create"')) continue;
    try {
      records.push(parseRecord(line, keys));
    } catch (error) {
      onFault(error);
    }
  }
  return records;
}

function parseRecord(line: string, keys: EngineKeys): JournalRecord | Passed {
  const partitionId = Number(matched(line, PARTITION));
  if (BETWEEN.test(line)) return { partitionId, position: BigInt(matched(line, POSITION)), value: null };
  const record = JSON.parse(keys.life === 0 ? line.replace(KEYS, '"$1":"$2"') : line.replace(KEYS, keyOf(keys))) as Omit<JournalRecord, 'position'> & {
    position: string;
  };
  return { ...record, position: BigInt(record.position) };
}

const keyOf =
  ({ ours }: EngineKeys) =>
  (_whole: string, name: string, number: string): string =>
    `"${name}":"${/key$/i.test(name) && !number.startsWith('-') ? ours(number) : number}"`;

function matched(line: string, pattern: RegExp): string {
  const found = pattern.exec(line)?.[1];
  if (found === undefined) throw new Error('not a record of the journal');
  return found;
}

/** The engine writes -1 (text "-1" after parsing) where there is no key. */
export const keyOrNull = (value: unknown): string | null => (typeof value === 'string' && value !== '' && !value.startsWith('-') ? value : null);
