// bpmn.io publishes no types for these entries; only what is used here.

declare module 'bpmn-moddle' {
  export class BpmnModdle {
    constructor(packages?: Record<string, object>);
    fromXML(xml: string): Promise<{ rootElement: object; warnings: { message: string }[] }>;
  }
}

declare module 'dmn-moddle' {
  export class DmnModdle {
    fromXML(xml: string): Promise<{ rootElement: Record<string, unknown> }>;
  }
}

declare module 'bpmnlint' {
  export interface Report {
    id?: string;
    message: string;
    category: 'error' | 'warn';
  }
  export class Linter {
    constructor(options: { config: object; resolver: object });
    lint(definitions: object): Promise<Record<string, Report[]>>;
  }
}

declare module 'bpmnlint/lib/resolver/node-resolver.js' {
  class NodeResolver {
    constructor(options?: { require?: NodeJS.Require });
  }
  export = NodeResolver;
}
