import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENDPOINTS } from '../contract/index.ts';
import { openApiDocument } from './http/openapi.ts';

// `npm run openapi`: writes docs/openapi.json; a test keeps it equal to the contracts
writeFileSync(join(import.meta.dirname, '../../docs/openapi.json'), `${JSON.stringify(openApiDocument(ENDPOINTS), null, 2)}\n`);
