import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSameMaking, readReturnAddress, returnAddress } from './return-address.ts';

const SETTINGS = { MAIL_BOUNCE: 'atpakal@kac.gov.lv', MAIL_BOUNCE_TOKEN: 'a token of this test' };

describe('a return address', () => {
  it('says which mail it was, in whatever case it comes back, and fits a mailbox', () => {
    fc.assert(
      fc.property(fc.uuid(), fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }), (carrierId, madeAt) => {
        const address = returnAddress(SETTINGS, { carrierId, madeAt });
        expect(address.indexOf('@')).toBeLessThanOrEqual(64);
        for (const written of [address, address.toUpperCase(), `"Kāds" <${address}>, cits@x.lv`]) {
          const found = readReturnAddress(SETTINGS, written);
          expect(found?.carrierId).toBe(carrierId);
          expect(isSameMaking(found!.madeAt, madeAt)).toBe(true);
        }
      }),
    );
  });

  it('is believed only as we have signed it', () => {
    const address = returnAddress(SETTINGS, { carrierId: '019a0000-0000-7000-8000-000000000001', madeAt: new Date() });
    const at = address.indexOf('@');
    fc.assert(
      fc.property(fc.integer({ min: SETTINGS.MAIL_BOUNCE.indexOf('@') + 1, max: at - 1 }), fc.constantFrom(...'0123456789abcdefz'), (place, digit) => {
        const forged = address.slice(0, place) + digit + address.slice(place + 1);
        fc.pre(forged !== address);
        return readReturnAddress(SETTINGS, forged) === undefined;
      }),
    );
    expect(readReturnAddress({ MAIL_BOUNCE_TOKEN: 'another token, stolen' }, address)).toBeUndefined();
    expect(readReturnAddress(SETTINGS, 'atpakal@kac.gov.lv')).toBeUndefined();
  });

  it('is found in no time in whatever is sent', () => {
    fc.assert(fc.property(fc.string({ maxLength: 5000 }), text => readReturnAddress(SETTINGS, text) === undefined));
  });
});
