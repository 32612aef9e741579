import type { FieldFault, ProblemSlug } from '../../../platform/problem.ts';

export type { FieldFault };
/** `offline`: no answer at all. `unknown`: an answer that says nothing we know (a 5xx). */
export type Slug = ProblemSlug | 'offline' | 'unknown';

/** A refusal of the API. Shown by its slug in the person's language; `detail` of the server is never shown. */
export class ApiProblem extends Error {
  readonly slug: Slug;
  readonly status: number;
  readonly faults: FieldFault[];
  /** Id of the request, for asking the help desk; null when nothing answered. */
  readonly instance: string | null;

  constructor(slug: Slug, status: number, faults: FieldFault[] = [], instance: string | null = null) {
    super(slug);
    this.slug = slug;
    this.status = status;
    this.faults = faults;
    this.instance = instance;
  }
}

interface ProblemBody {
  slug?: ProblemSlug;
  faults?: FieldFault[];
  instance?: string;
}

/** Reads an RFC 9457 answer; anything else becomes `unknown`. */
export async function problemOf(response: Response): Promise<ApiProblem> {
  const body = (await response.json().catch(() => ({}))) as ProblemBody;
  return new ApiProblem(body.slug ?? 'unknown', response.status, body.faults ?? [], body.instance ?? null);
}
