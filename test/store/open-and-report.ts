import { openDatabase } from '../../src/store/database.ts';

// Opens the database at the address given, waits for nothing, and prints how many migrations it holds.
const store = openDatabase(process.argv[2] ?? '');
console.log(store.$client.prepare('SELECT count(*) FROM billhook_migrations').pluck().get());
store.$client.close();
