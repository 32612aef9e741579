import { Router } from 'express';
import * as contract from '../../contract/templates.ts';
import { bind, type Binder } from '../http/bind.ts';
import type { makeCaseReplies } from './case-replies.ts';
import type { makeNoticeTemplates } from './notice-templates.ts';
import { noticeEditors, replyUsers } from './policy.ts';
import type { makeReplies } from './replies.ts';

type Templates = { notices: ReturnType<typeof makeNoticeTemplates>; replies: ReturnType<typeof makeReplies>; caseReplies: ReturnType<typeof makeCaseReplies> };

export function templateRoutes(binder: Binder, { notices, replies, caseReplies }: Templates) {
  const router = Router();
  bind(router, binder, contract.listNoticeTemplates, noticeEditors, notices.list);
  bind(router, binder, contract.listNoticeVersions, noticeEditors, notices.versions);
  bind(router, binder, contract.saveNoticeTemplate, noticeEditors, notices.save);
  bind(router, binder, contract.previewNotice, noticeEditors, notices.preview);
  bind(router, binder, contract.listReplyTemplates, replyUsers, replies.list);
  bind(router, binder, contract.createReplyTemplate, replyUsers, replies.create);
  bind(router, binder, contract.previewReply, replyUsers, replies.preview);
  bind(router, binder, contract.changeReplyTemplate, replyUsers, replies.change);
  bind(router, binder, contract.listRepliesForCase, replyUsers, caseReplies.forCase);
  bind(router, binder, contract.fillReply, replyUsers, caseReplies.fill);
  return router;
}
