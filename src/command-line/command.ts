import { Command, CommanderError } from 'commander'
import { WrongSetting } from '../base/config.ts'
import { backUpTo, drillWith, restoreFrom } from './archive.ts'
import { doctor } from './doctor.ts'
import { exitCodes } from './exits.ts'
import { exportTo } from './export.ts'
import { importFiles } from './import.ts'
import { bench, benches, migrateCommand, reindex, startCommand } from './running.ts'
import { upgrade } from './upgrade.ts'
import { addUser } from './user.ts'

/** Runs one `bin/baobab` command; gives its exit code. */
export async function runCommand(words: string[]): Promise<number> {
  let code: number = exitCodes.worked
  const program = new Command('baobab')
    .description('Keeps a knowledge commons running.')
    .exitOverride()
    .showHelpAfterError('Add --help to see what it takes.')
  const verb = (name: string, says: string, work: (...given: never[]) => Promise<number>) =>
    program
      .command(name)
      .description(says)
      .action(async (...given) => {
        code = await work(...(given as never[]))
      })
  verb('start', 'Opens the commons: database, migrations, packs, web and worker, until Ctrl-C.', startCommand)
  verb('migrate', 'Brings the database to the newest migration.', migrateCommand)
  verb(
    'doctor',
    'Lists every setting, and says whether the database answers and a server listens. Changes nothing.',
    doctor,
  )
  verb(
    'import [what] [files...]',
    'Takes files in; what: instrument, edition, vocabulary, record, bibliography, table, members, mbox (mailing lists), community for the folder or zip of a bundle, or file REF for files of that record.',
    importFiles,
  )
    .option('--dry-run', 'say what would happen, and do nothing')
    .option('--instrument <slug>', 'for a table: the questionnaire its records answer')
    .option('--community <slug>', 'for mbox: the community that the list is brought to')
    .option('--undo <id>', 'take an import back')
  verb(
    'export <what> <ref> <folder>',
    'Writes a thing as files that can be imported again; what: record, or community with its address as REF.',
    exportTo,
  ).option('--without-closed', 'of a community: only what everyone may read')
  verb(
    'upgrade <what> <ref>',
    'Brings a thing into the newest edition of its questionnaire; what: record.',
    upgrade,
  )
  verb('user <add>', 'Makes an account and prints a link to sign in by.', addUser)
    .requiredOption('--name <name>', 'what they are called')
    .requiredOption('--email <address>', 'their mail address')
    .option('--role <role>', 'reviewer, curator, moderator or operator')
  verb('reindex', 'Makes everything findable again, from what is kept.', reindex)
  verb('backup <folder>', 'Writes the database and the files into a folder, while people work.', backUpTo)
    .option('--with-index', 'with what search finds by, which a restore otherwise makes again')
    .option(
      '--with-secret',
      'with the secret that tokens are signed with: who reads it can sign in as anyone',
    )
  verb(
    'restore <folder>',
    'Fills an empty database and its folder of files from a backup.',
    restoreFrom,
  ).option('--replace', 'delete what packs brought into the database, if people wrote nothing in it')
  verb(
    'drill <folder>',
    'Restores a backup beside what there is, and compares every row and file.',
    drillWith,
  )
  verb('bench <name>', `Measures: ${benches.join(', ')}.`, bench)
  try {
    await program.parseAsync(words, { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.worked : exitCodes.wrong
    process.stderr.write(`${error instanceof Error ? error.message : error}\n`)
    return error instanceof WrongSetting ? exitCodes.wrong : exitCodes.failed
  }
  return code
}
