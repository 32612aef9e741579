import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { personal } from './personal.ts';

const language = z.enum(['lv', 'en']);

/** How I am told of my cases, beside the e-account, which always has everything (B12.6). */
export const notificationsView = z
  .object({
    email: personal(z.string().nullable()),
    /** An address I have given and not confirmed yet. */
    pendingEmail: personal(z.string().nullable()),
    emailOn: z.boolean(),
    phone: personal(z.string().nullable()),
    smsOn: z.boolean(),
    /** Also outside `hours`. */
    anyHour: z.boolean(),
    /** Language of letters and mails to me. */
    language,
    /** Channels this installation has. */
    channels: z.object({ email: z.boolean(), sms: z.boolean() }),
    /** "08:00-20:00"; empty: at any hour. */
    hours: z.string(),
  })
  .meta({ id: 'Notifications' });

export const getNotifications = endpoint({
  method: 'get',
  path: '/api/my/notifications',
  summary: 'How I am told of my cases',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  reply: notificationsView,
  problems: ['not-permitted'],
});

export const saveNotifications = endpoint({
  method: 'put',
  path: '/api/my/notifications',
  summary: 'Choose channels, hours and language',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  body: z.object({ emailOn: z.boolean(), smsOn: z.boolean(), anyHour: z.boolean(), language }),
  reply: notificationsView,
  problems: ['not-permitted'],
});

export const changeEmail = endpoint({
  method: 'put',
  path: '/api/my/email',
  summary: 'Give another e-mail address: a code is sent to it, and it holds once the code comes back',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  body: z.object({ email: z.email().max(200) }),
  reply: notificationsView,
  problems: ['not-permitted', 'invalid-request', 'too-many-requests'],
});

export const confirmEmail = endpoint({
  method: 'put',
  path: '/api/my/email/confirmation',
  summary: 'The code that was sent to the new address',
  tag: 'me',
  access: 'signed-in',
  oneself: true,
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/),
  }),
  reply: notificationsView,
  problems: ['not-permitted', 'invalid-form', 'already-done'],
});
