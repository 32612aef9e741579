import { readFileSync, writeFileSync } from 'node:fs';
import { FIELDS_FILE, printFields, PAGE_FILE, putSummary } from './fields.ts';

// `npm run fields`: writes docs/security/fields.csv and the numbers in fields.md; a test keeps them equal to the contracts and to expected.csv
writeFileSync(FIELDS_FILE, printFields());
writeFileSync(PAGE_FILE, putSummary(readFileSync(PAGE_FILE, 'utf8')));
