/** What to ask for: the addresses of views by their names, each so many times. */
export type Asked = { address: string; cookie: string; views: Record<string, string>; times: number };

/** PostgreSQL plans a prepared statement anew for its first five runs; the answers alternate between two connections. */
export const WARM_UP_ROUNDS = 12;
