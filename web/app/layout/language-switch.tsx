import { changeLanguage } from '../i18n/i18n.ts';
import { useWords } from '../i18n/use-words.ts';
import { Button } from '../ui/button.tsx';

/** The other language, named in that language. */
export function LanguageSwitch() {
  const { t, language } = useWords();
  const other = language === 'lv' ? 'en' : 'lv';
  return (
    <Button look="quiet" lang={other} onClick={() => void changeLanguage(other)}>
      {t('menu.inOther')}
    </Button>
  );
}
