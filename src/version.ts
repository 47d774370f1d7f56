import packageJson from '../package.json' with { type: 'json' };

/** Version of Gatehouse, as package.json has it. */
export const version: string = packageJson.version;
