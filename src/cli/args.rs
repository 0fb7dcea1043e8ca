//! Arguments as typed.

use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::lab::PARTICIPANTS_MAX;

/// Examples come first in every help text.
const TEMPLATE: &str = "\
{about-with-newline}
{before-help}{usage-heading} {usage}

{all-args}{after-help}";

const EXAMPLES: &str = "\
Examples:
  labcost estimate --region ap-southeast-2          the built-in lab, in Sydney
  labcost estimate my-lab.yaml --format markdown    a lab of your own, for its page
  labcost estimate --region all                     where is it cheapest?
  labcost explain carts-task                        each number, worked out on paper
  labcost lab init my-lab.yaml                      a lab file to start from";

const AFTER: &str = "\
Every flag can be set in the environment as LABCOST_<FLAG>, such as LABCOST_REGION. Flags win over
the environment, and the environment over the lab file.

Exit codes: 0 fine, 2 wrong usage, 3 gaps with --strict, 4 bad input file, 70 a bug.";

/// What an AWS lab costs: exact, offline, line by line.
#[derive(Debug, Parser)]
#[command(name = "labcost", version, help_template = TEMPLATE, before_help = EXAMPLES)]
#[command(after_help = AFTER, max_term_width = 100, propagate_version = true)]
#[command(disable_help_subcommand = true, infer_subcommands = false)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,

    /// Print without colour; so does the environment variable `NO_COLOR`
    #[arg(long, global = true, display_order = 100, value_parser = BoolishValueParser::new())]
    #[arg(env = "LABCOST_NO_COLOR", hide_env = true)]
    pub no_color: bool,
}

/// A command.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// What a lab costs a month and in twelve months
    #[command(help_template = TEMPLATE, before_help = ESTIMATE_EXAMPLES)]
    Estimate(EstimateArguments),
    /// How each number of an estimate comes about, down to the price list's entry
    #[command(help_template = TEMPLATE, before_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArguments),
    /// Lab files: list, show, start, check
    #[command(help_template = TEMPLATE, before_help = LAB_EXAMPLES, subcommand)]
    Lab(LabCommand),
    /// Completions for a shell
    #[command(help_template = TEMPLATE, before_help = COMPLETIONS_EXAMPLES)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Man pages
    #[command(help_template = TEMPLATE, before_help = MAN_EXAMPLES)]
    Man {
        /// Write one page for each command into this folder; otherwise the main page is printed
        #[arg(long, value_name = "DIR", env = "LABCOST_OUT_DIR", hide_env = true)]
        out_dir: Option<PathBuf>,
    },
}

const ESTIMATE_EXAMPLES: &str = "\
Examples:
  labcost estimate --region ap-southeast-2
  labcost estimate --region ap-southeast-2,eu-west-1,us-east-1
  labcost estimate my-lab.yaml --participants 30 --scenario left-running
  labcost estimate --service fargate,dynamodb --free-tier always
  labcost estimate my-lab.yaml --format json --strict --out-file estimate.json";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  labcost explain                                   every line of the built-in lab
  labcost explain 1                                 the first line
  labcost explain carts-task                        the lines of a resource
  labcost explain GuardDuty --region eu-west-1      the lines of a service
  labcost explain APS2-Fargate-GB-Hours --lab my-lab.yaml";

const LAB_EXAMPLES: &str = "\
Examples:
  labcost lab list
  labcost lab show ecs-security
  labcost lab init my-lab.yaml
  labcost lab validate my-lab.yaml
  labcost lab schema --out-file lab.schema.json";

const SHOW_EXAMPLES: &str = "\
Examples:
  labcost lab show ecs-security
  labcost lab show ecs-security > my-lab.yaml";

const INIT_EXAMPLES: &str = "\
Examples:
  labcost lab init
  labcost lab init my-lab.yaml";

const VALIDATE_EXAMPLES: &str = "\
Examples:
  labcost lab validate my-lab.yaml";

const SCHEMA_EXAMPLES: &str = "\
Examples:
  labcost lab schema
  labcost lab schema --out-file lab.schema.json";

const COMPLETIONS_EXAMPLES: &str = "\
Examples:
  labcost completions bash > ~/.local/share/bash-completion/completions/labcost
  labcost completions zsh > ~/.zfunc/_labcost
  labcost completions fish > ~/.config/fish/completions/labcost.fish";

const MAN_EXAMPLES: &str = "\
Examples:
  labcost man | man -l -
  labcost man --out-dir ~/.local/share/man/man1";

/// What to estimate, and how.
#[derive(Debug, Args)]
pub struct EstimateArguments {
    /// A built-in lab's name, or the path of a lab file
    #[arg(default_value = "ecs-security", env = "LABCOST_LAB", hide_env = true)]
    pub lab: String,

    /// How to count.
    #[command(flatten)]
    pub counting: CountingArguments,

    /// The output's format
    #[arg(
        long,
        value_enum,
        default_value = "table",
        env = "LABCOST_FORMAT",
        hide_env = true
    )]
    pub format: Format,

    /// Write to this file instead of the terminal; it is replaced as a whole or not at all
    #[arg(long, value_name = "FILE", env = "LABCOST_OUT_FILE", hide_env = true)]
    pub out_file: Option<PathBuf>,

    /// Exit with 3 if any line has no amount
    #[arg(long, env = "LABCOST_STRICT", hide_env = true, value_parser = BoolishValueParser::new())]
    pub strict: bool,
}

/// What to explain.
#[derive(Debug, Args)]
pub struct ExplainArguments {
    /// A line's number, a resource, a usage type or a service; every line if not given
    pub line: Option<String>,

    /// A built-in lab's name, or the path of a lab file
    #[arg(
        long,
        default_value = "ecs-security",
        env = "LABCOST_LAB",
        hide_env = true
    )]
    pub lab: String,

    /// How to count.
    #[command(flatten)]
    pub counting: CountingArguments,

    /// Write to this file instead of the terminal; it is replaced as a whole or not at all
    #[arg(long, value_name = "FILE", env = "LABCOST_OUT_FILE", hide_env = true)]
    pub out_file: Option<PathBuf>,
}

/// How to count: the same for every command that estimates.
#[derive(Debug, Args)]
pub struct CountingArguments {
    /// One Region; `estimate` compares several, or `all`. The lab file's Region if not given
    #[arg(long, value_name = "REGION", value_delimiter = ',')]
    #[arg(env = "LABCOST_REGION", hide_env = true)]
    pub region: Vec<String>,

    /// Only these services: fargate, dynamodb, guardduty, metered, or a code such as AmazonEC2
    #[arg(long, value_name = "SERVICE", value_delimiter = ',')]
    #[arg(env = "LABCOST_SERVICE", hide_env = true)]
    pub service: Vec<String>,

    /// Where prices come from: `bundled`, or a folder with <ServiceCode>/<region>.json
    #[arg(long, value_name = "SOURCE", default_value = "bundled")]
    #[arg(env = "LABCOST_PRICES", hide_env = true)]
    pub prices: String,

    /// Whether free first tiers of the price list are applied
    #[arg(long, value_enum, default_value = "excluded")]
    #[arg(env = "LABCOST_FREE_TIER", hide_env = true)]
    pub free_tier: FreeTierChoice,

    /// What happens in the month
    #[arg(long, value_enum, default_value = "as-planned")]
    #[arg(env = "LABCOST_SCENARIO", hide_env = true)]
    pub scenario: ScenarioChoice,

    /// Whether usage lines are rounded before they are added
    #[arg(long, value_enum, default_value = "exact")]
    #[arg(env = "LABCOST_ROUNDING", hide_env = true)]
    pub rounding: RoundingChoice,

    /// The month: 730h, or a calendar month such as 2026-11
    #[arg(long, value_name = "MONTH", default_value = "730h")]
    #[arg(env = "LABCOST_MONTH", hide_env = true)]
    pub month: String,

    /// How many people do the lab; overrides the lab file
    #[arg(
        long,
        value_name = "NUMBER",
        env = "LABCOST_PARTICIPANTS",
        hide_env = true,
        allow_negative_numbers = true,
        value_parser = clap::value_parser!(u32).range(1..=i64::from(PARTICIPANTS_MAX))
    )]
    pub participants: Option<u32>,

    /// The currency of the prices
    #[arg(long, default_value = "USD", env = "LABCOST_CURRENCY", hide_env = true)]
    pub currency: String,
}

/// A command about lab files.
#[derive(Debug, Subcommand)]
pub enum LabCommand {
    /// The built-in labs
    #[command(help_template = TEMPLATE, before_help = "Examples:\n  labcost lab list")]
    List,
    /// Prints a built-in lab's file
    #[command(help_template = TEMPLATE, before_help = SHOW_EXAMPLES)]
    Show {
        /// The lab's name
        #[arg(default_value = "ecs-security")]
        name: String,
    },
    /// Writes a lab file to start from
    #[command(help_template = TEMPLATE, before_help = INIT_EXAMPLES)]
    Init {
        /// The file to write; it must not exist
        #[arg(default_value = "lab.yaml")]
        file: PathBuf,
        /// Replace the file if it exists
        #[arg(long, value_parser = BoolishValueParser::new())]
        #[arg(env = "LABCOST_FORCE", hide_env = true)]
        force: bool,
    },
    /// Checks a lab file and lists every fault
    #[command(help_template = TEMPLATE, before_help = VALIDATE_EXAMPLES)]
    Validate {
        /// A lab file, or a built-in lab's name
        file: String,
    },
    /// Prints the lab file's JSON Schema, for editors
    #[command(help_template = TEMPLATE, before_help = SCHEMA_EXAMPLES)]
    Schema {
        /// Write to this file instead of the terminal
        #[arg(long, value_name = "FILE", env = "LABCOST_OUT_FILE", hide_env = true)]
        out_file: Option<PathBuf>,
    },
}

/// The output's format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For a terminal
    Table,
    /// For scripts; exact, with every usage line
    Json,
    /// For spreadsheets; exact
    Csv,
    /// To paste into a page
    Markdown,
    /// To paste into a page that takes no Markdown
    Html,
}

/// Whether free tiers are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FreeTierChoice {
    /// Left out, as in AWS's calculator
    Excluded,
    /// Applied, as if the account had nothing else that uses it
    Always,
}

/// What happens in the month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ScenarioChoice {
    /// Everything runs as the lab says and is cleaned up
    AsPlanned,
    /// Nothing is cleaned up: whatever runs on a schedule runs all the time
    LeftRunning,
    /// GuardDuty's 30-day free trial falls into the month
    Trial,
}

/// Whether components are rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum RoundingChoice {
    /// Only what is shown is rounded
    Exact,
    /// Each usage line is rounded to cents, as AWS's calculator does
    Calculator,
}
