// A reader of /openapi.json: lists the operations by tag, with their parameters, bodies and answers.
const METHODS = ['get', 'post', 'put', 'delete'];
const byId = id => document.getElementById(id);

function element(name, content = [], attributes = {}) {
  const made = Object.assign(document.createElement(name), attributes);
  made.append(...[content].flat());
  return made;
}

/** Follows references once per branch: a type that holds itself is named the second time. */
function resolve(schema, components, above = []) {
  if (Array.isArray(schema)) return schema.map(it => resolve(it, components, above));
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1);
    return above.includes(name) ? name : resolve(components[name], components, [...above, name]);
  }
  return Object.fromEntries(
    Object.entries(schema)
      .filter(([key]) => key !== 'pattern')
      .map(([key, value]) => [key, resolve(value, components, above)]),
  );
}

const block = (title, schema, components) => [element('h3', title), element('pre', JSON.stringify(resolve(schema, components), null, 2), { tabIndex: 0 })];

function parameters(list) {
  if (!list?.length) return [];
  const row = it => element('tr', [element('td', element('code', it.name)), element('td', it.in), element('td', it.required ? 'required' : 'optional')]);
  return [element('h3', 'Parameters'), element('table', element('tbody', list.map(row)))];
}

function bodyOf({ content = {} }, title, components) {
  return Object.entries(content).flatMap(([type, { schema }]) => block(`${title} (${type})`, schema, components));
}

function operation(path, method, it, components) {
  const refusals = Object.entries(it.responses).filter(([status]) => status >= '400');
  const done = Object.entries(it.responses).find(([status]) => status < '400');
  const inside = element('div', [
    element('p', it.security ? 'Needs a bearer token.' : 'Needs no sign-in.'),
    ...parameters(it.parameters),
    ...(it.requestBody ? bodyOf(it.requestBody, 'Body', components) : []),
    ...(done ? bodyOf(done[1], `Answer ${done[0]}`, components) : []),
    element('h3', 'Problems'),
    element(
      'ul',
      refusals.map(([status, { description }]) => element('li', `${status}: ${description}`)),
    ),
  ]);
  const line = [element('span', method, { className: 'method' }), element('code', path), ` – ${it.summary}`];
  return element('details', [element('summary', line), inside], { id: it.operationId });
}

async function show() {
  const { paths, components, info } = await (await fetch('/openapi.json')).json();
  const all = Object.entries(paths).flatMap(([path, item]) => METHODS.filter(method => item[method]).map(method => ({ path, method, it: item[method] })));
  const groups = Map.groupBy(all, ({ it }) => it.tags[0]);
  byId('about').prepend(`${info.description} `);
  byId('tags').append(...[...groups.keys()].map(tag => element('li', element('a', tag, { href: `#tag-${tag}` }))));
  const section = ([tag, operations]) =>
    element('section', [
      element('h2', tag, { id: `tag-${tag}` }),
      ...operations.map(({ path, method, it }) => operation(path, method, it, components.schemas)),
    ]);
  byId('operations').replaceChildren(...[...groups].map(section));
  byId('operations').removeAttribute('aria-busy');
}

show().catch(() => byId('operations').replaceChildren(element('p', 'The description could not be read. Reload the page.')));
