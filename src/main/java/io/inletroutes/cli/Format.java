package io.inletroutes.cli;

/** How a command tells its result: for people or for programs. */
enum Format { TEXT, JSON }
