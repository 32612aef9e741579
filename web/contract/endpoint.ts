import type { z } from 'zod';
import type { PersonalOf } from './personal.ts';
import type { ProblemSlug } from '../../platform/problem.ts';

type Shape = z.ZodType;

/**
 * One HTTP endpoint, used three times: the server binds it (parse in, parse out), the client calls it (types inferred),
 * openapi.ts prints it. `access` is `public` (no sign-in) or `signed-in`; what a signed-in person may do is the use case's policy.
 */
export interface Endpoint<P extends Shape = Shape, Q extends Shape = Shape, B extends Shape = Shape, R extends Shape = Shape> {
  method: 'get' | 'post' | 'put' | 'delete';
  path: `/api/${string}`;
  summary: string;
  tag: string;
  access: 'public' | 'signed-in';
  params?: P;
  query?: Q;
  body?: B;
  /** Body of the successful answer; absent means 204, or a stream where `produces` names a media type. */
  reply?: R;
  /** Media type of a streamed answer (documents, events). */
  produces?: string;
  /** Whose data a streamed answer holds; must be said of each, nobody's too. Of other answers the schema says it (personal.ts). */
  streams?: readonly PersonalOf[];
  /** The answer holds only what belongs to the person who asks: reading it is no look at anybody. */
  oneself?: true;
  /** Media type of the request when it is not JSON. */
  consumes?: 'multipart/form-data' | 'message/rfc822';
  status?: 200 | 201 | 204;
  /** Creates something: the caller must send an Idempotency-Key header. */
  idempotent?: true;
  problems: readonly ProblemSlug[];
}

/** Declares an endpoint and keeps its exact types. */
export const endpoint = <P extends Shape, Q extends Shape, B extends Shape, R extends Shape>(it: Endpoint<P, Q, B, R>): Endpoint<P, Q, B, R> => it;

export type ParamsOf<E> = E extends Endpoint<infer P, Shape, Shape, Shape> ? z.output<P> : never;
export type QueryOf<E> = E extends Endpoint<Shape, infer Q, Shape, Shape> ? z.output<Q> : never;
export type QueryIn<E> = E extends Endpoint<Shape, infer Q, Shape, Shape> ? z.input<Q> : never;
export type BodyOf<E> = E extends Endpoint<Shape, Shape, infer B, Shape> ? z.output<B> : never;
export type BodyIn<E> = E extends Endpoint<Shape, Shape, infer B, Shape> ? z.input<B> : never;
export type ReplyOf<E> = E extends Endpoint<Shape, Shape, Shape, infer R> ? z.output<R> : never;
