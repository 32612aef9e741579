const PROPERTY = 'property';

/**
 * The diagram with its labels in English: each element that carries the property `name.en` gets it as its name.
 * Latvian is what the diagram is drawn in, so it needs nothing.
 */
export function localiseDiagram(bpmn: string, language: 'lv' | 'en'): string {
  if (language === 'lv') return bpmn;
  const document = new DOMParser().parseFromString(bpmn, 'text/xml');
  for (const property of document.getElementsByTagNameNS('*', PROPERTY)) {
    const value = property.getAttribute('value');
    if (property.getAttribute('name') === 'name.en' && value) owner(property)?.setAttribute('name', value);
  }
  return new XMLSerializer().serializeToString(document);
}

/** property → properties → extensionElements → the element itself. */
const owner = (property: Element): Element | null => property.parentElement?.parentElement?.parentElement ?? null;
