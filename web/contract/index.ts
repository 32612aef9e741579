import * as cases from './cases.ts';
import * as catalogue from './catalogue.ts';
import * as clients from './clients.ts';
import * as deliveries from './deliveries.ts';
import type { Endpoint } from './endpoint.ts';
import * as links from './links.ts';
import * as me from './me.ts';
import * as operations from './operations.ts';
import * as tasks from './tasks.ts';

const isEndpoint = (it: unknown): it is Endpoint => typeof it === 'object' && it !== null && 'method' in it && 'path' in it;

/** Every endpoint there is: the OpenAPI document and the "each route is bound" test loop over it. */
export const ENDPOINTS: Endpoint[] = [catalogue, me, clients, cases, links, tasks, operations, deliveries].flatMap(module => Object.values(module).filter(isEndpoint));
