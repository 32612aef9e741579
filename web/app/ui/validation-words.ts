import type { TFunction } from 'i18next';

type Rule = [pattern: RegExp, key: string, names?: string[]];

// form-js has its messages hard-coded in English (form-js#443): the whole list of runPresetValidation and runNumberValidation.
const RULES: Rule[] = [
  [/^Field is required/, 'required'],
  [/^Field must match pattern/, 'pattern'],
  [/^Value is not a number/, 'number'],
  [/^Value is expected to be an integer/, 'integer'],
  [/^Value is expected to have at most/, 'decimals'],
  [/two nearest valid values are (\S+) and (\S+)\.$/, 'step', ['low', 'high']],
  [/^Field must have minimum value of (.+)\.$/, 'min', ['limit']],
  [/^Field must have maximum value of (.+)\.$/, 'max', ['limit']],
  [/^Field must have minimum length of (.+)\.$/, 'minLength', ['limit']],
  [/^Field must have maximum length of (.+)\.$/, 'maxLength', ['limit']],
  [/^Field must be a valid\s+international phone/, 'phone'],
  [/^Field must be a valid email/, 'email'],
  [/^(Min|Max) validation value is not/, 'invalid'],
  [/^Date is not|^Time is not|^Invalid/, 'invalid'],
];

/** A message of form-js in the reader's language. What the form's author wrote (patternErrorMessage) stays. `t` is of `domain`. */
export function validationWords(message: string, t: TFunction): string {
  for (const [pattern, key, names = []] of RULES) {
    const found = pattern.exec(message);
    if (found) return t(`validation.${key}`, Object.fromEntries(names.map((name, index) => [name, found[index + 1]])));
  }
  return message;
}
