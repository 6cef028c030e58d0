import { Command, CommanderError } from 'commander'
import { WrongSetting } from '../base/config.ts'
import { bench, benches } from './benches.ts'
import { exitCodes } from './exits.ts'

type Work = (...given: never[]) => Promise<number>

/** Runs one `bin/baobab` command; gives its exit code. */
export async function runCommand(words: string[]): Promise<number> {
  let code: number = exitCodes.worked
  const program = new Command('baobab')
    .description('Keeps a knowledge commons running.')
    .exitOverride()
    .showHelpAfterError('Add --help to see what it takes.')
  // Help, and what was typed wrong, wait for nothing that a verb needs.
  const verb = (name: string, says: string, load: () => Promise<Work>) =>
    program
      .command(name)
      .description(says)
      .action(async (...given) => {
        const work = await load()
        code = await work(...(given as never[]))
      })
  verb(
    'start',
    'Opens the commons: database, migrations, packs, web and worker, until Ctrl-C.',
    async () => (await import('./running.ts')).startCommand,
  )
  verb(
    'migrate',
    'Brings the database to the newest migration.',
    async () => (await import('./running.ts')).migrateCommand,
  )
  verb(
    'doctor',
    'Lists every setting, and says whether the database answers and a server listens. Changes nothing.',
    async () => (await import('./doctor.ts')).doctor,
  )
  verb(
    'import [what] [files...]',
    'Takes files in; what: instrument, edition, vocabulary, record, bibliography, table, members, mbox (mailing lists), community for the folder or zip of a bundle, or file REF for files of that record.',
    async () => (await import('./import.ts')).importFiles,
  )
    .option('--dry-run', 'say what would happen, and do nothing')
    .option('--instrument <slug>', 'for a table: the questionnaire its records answer')
    .option('--community <slug>', 'for mbox: the community that the list is brought to')
    .option('--undo <id>', 'take an import back')
  verb(
    'export <what> <ref> <folder>',
    'Writes a thing as files that can be imported again; what: record, or community with its address as REF.',
    async () => (await import('./export.ts')).exportTo,
  ).option('--without-closed', 'of a community: only what everyone may read')
  verb(
    'upgrade <what> <ref>',
    'Brings a thing into the newest edition of its questionnaire; what: record.',
    async () => (await import('./upgrade.ts')).upgrade,
  )
  verb(
    'user <add>',
    'Makes an account and prints a link to sign in by.',
    async () => (await import('./user.ts')).addUser,
  )
    .requiredOption('--name <name>', 'what they are called')
    .requiredOption('--email <address>', 'their mail address')
    .option('--role <role>', 'reviewer, curator, moderator or operator')
  verb(
    'reindex',
    'Makes everything findable again, from what is kept.',
    async () => (await import('./running.ts')).reindex,
  )
  verb(
    'backup <folder>',
    'Writes the database and the files into a folder, while people work.',
    async () => (await import('./archive.ts')).backUpTo,
  )
    .option('--with-index', 'with what search finds by, which a restore otherwise makes again')
    .option(
      '--with-secret',
      'with the secret that tokens are signed with: who reads it can sign in as anyone',
    )
  verb(
    'restore <folder>',
    'Fills an empty database and its folder of files from a backup.',
    async () => (await import('./archive.ts')).restoreFrom,
  ).option('--replace', 'delete what packs brought into the database, if people wrote nothing in it')
  verb(
    'drill <folder>',
    'Restores a backup beside what there is, and compares every row and file.',
    async () => (await import('./archive.ts')).drillWith,
  )
  verb('bench <name>', `Measures: ${benches.join(', ')}.`, async () => bench)
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.worked : exitCodes.wrong
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return error instanceof WrongSetting ? exitCodes.wrong : exitCodes.failed
  }
  return code
}
