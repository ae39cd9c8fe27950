#!/usr/bin/env node
/** The entry point of the command line. */
import { runCommandLine } from './terminal/command-line.ts';
import { processTerminal } from './terminal/process-terminal.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), processTerminal());
