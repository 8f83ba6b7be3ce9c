import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Policy, policySchema } from '../contract/index.ts';

/** The versions of the policy that this program brings; a kiosk follows the one that its provisioning names. */
export type Policies = { versions: readonly string[]; read(version: string): Promise<Policy> };

const FOLDER = 'policy';

/** @param resources the program's folder of data; each policy is a file there, named for its version */
export async function findPolicies(resources: string): Promise<Policies> {
  const folder = path.join(resources, FOLDER);
  const files = (await readdir(folder)).filter((name) => name.endsWith('.json'));
  const versions = files.map((name) => path.basename(name, '.json'));
  return {
    versions,
    async read(version) {
      const policy = policySchema.parse(
        JSON.parse(await readFile(path.join(folder, `${version}.json`), 'utf8')),
      );
      if (policy.version !== version)
        throw new Error(`the file of policy ${version} is that of ${policy.version}`);
      return policy;
    },
  };
}
