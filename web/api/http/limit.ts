import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Config } from '../../../platform/config.ts';
import { Problem } from '../../../platform/problem.ts';
import type { User } from './user.ts';

/** Counts the request against whoever asks. @throws Problem too-many-requests, with Retry-After in whole seconds */
export type Limit = (req: Request, res: Response, user: User | null) => Promise<void>;

type LimitConfig = Pick<Config, 'RATE_READS_PER_MINUTE' | 'RATE_WRITES_PER_MINUTE'>;

/**
 * So many looks and so many acts a minute for each person; for each address, where nobody has signed in. Against a script that has
 * run away, not against an attack from many places: that is the proxy's. Counted in this process: with n of them, n times as much.
 */
export function makeLimit({ RATE_READS_PER_MINUTE, RATE_WRITES_PER_MINUTE }: LimitConfig): Limit {
  const reads = counter(RATE_READS_PER_MINUTE);
  const writes = counter(RATE_WRITES_PER_MINUTE);

  return async (req, res, user) => {
    const limiter = req.method === 'GET' || req.method === 'HEAD' ? reads : writes;
    try {
      await limiter?.consume(user ? `user ${user.id}` : `address ${req.ip ?? ''}`);
    } catch (refused) {
      if (!(refused instanceof RateLimiterRes)) throw refused;
      res.set('Retry-After', String(Math.max(1, Math.ceil(refused.msBeforeNext / 1000))));
      throw new Problem('too-many-requests', `At most ${limiter?.points} a minute`);
    }
  };
}

/** 0 = no limit. */
const counter = (points: number) => (points > 0 ? new RateLimiterMemory({ points, duration: 60 }) : undefined);
