//! The JSON Schema of the lab file, generated from its types, so that editors complete and check
//! it.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::file::LabFile;
use super::keyword::{Keyword, Name, Price, Version};
use super::model::BudgetPeriod;
use super::written_quantity::{
    Bytes, DataFlow, Duration, Gigabytes, Number, NumberFlow, Schedule, Vcpu,
};
use super::yaml::{Attempt, Either, Written};
use crate::money::Rate;
use crate::region::Region;
use crate::resource::dynamodb::TableClass;
use crate::resource::fargate::{Architecture, OperatingSystem};
use crate::resource::guardduty::Engine;

/// The schema of the lab file.
#[must_use]
pub fn lab_schema() -> Schema {
    schemars::schema_for!(LabFile)
}

impl<T: JsonSchema> JsonSchema for Written<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

impl<S: JsonSchema, M: JsonSchema> JsonSchema for Either<S, M> {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        format!("{}_or_mapping", S::schema_name()).into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let scalar = generator.subschema_for::<S>();
        let mapping = generator.subschema_for::<M>();
        json_schema!({ "anyOf": [scalar, mapping] })
    }
}

impl<T: JsonSchema> JsonSchema for Attempt<T> {
    fn inline_schema() -> bool {
        T::inline_schema()
    }

    fn schema_name() -> Cow<'static, str> {
        T::schema_name()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        T::json_schema(generator)
    }
}

const NUMBER: &str = r"[0-9][0-9,]*(\.[0-9]+)?";
const DATA: &str = "(B|KB|KiB|MB|MiB|GB|GiB|TB|TiB|PB)";
const TIME: &str = "(s|sec|seconds?|min|minutes?|h|hours?|d|days?)";
const PER: &str = "/ ?(hour|h|day|d|week|month)";
const MULTIPLE: &str = "( ?(thousand|million|billion|trillion))?";

fn text(pattern: &str, examples: &[&str]) -> Schema {
    json_schema!({ "type": "string", "pattern": pattern, "examples": examples })
}

/// YAML makes a number of what looks like one.
fn text_or_number(pattern: &str, examples: &[&str]) -> Schema {
    json_schema!({
        "anyOf": [
            { "type": "number", "minimum": 0 },
            { "type": "string", "pattern": pattern }
        ],
        "examples": examples
    })
}

macro_rules! written_schemas {
    ($($written:ty, $name:literal => $schema:expr;)*) => {$(
        impl JsonSchema for $written {
            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                $schema
            }
        }
    )*};
}

written_schemas! {
    Version, "version" => json_schema!({ "const": 1 });
    Name, "name" => text("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$", &["ecs-security"]);
    Price, "money" => text_or_number(&format!("^{NUMBER}( [A-Z]{{3}})?$"), &["5.00 USD"]);
    Rate, "rate" => text_or_number(&format!("^{NUMBER}$"), &["0.014568"]);
    Bytes, "item_size" => text(&format!("^{NUMBER} ?{DATA}$"), &["5 KB", "400 B"]);
    Gigabytes, "size" => text(&format!("^{NUMBER} ?{DATA}$"), &["2 GB", "512 MB"]);
    Number, "number" => text_or_number(&format!("^{NUMBER}{MULTIPLE}$"), &["12", "3 million"]);
    Vcpu, "vcpu" => text_or_number(&format!("^{NUMBER}( ?(vCPUs?|vcpu))?$"), &["1", "0.25"]);
    Duration, "duration" => text(&format!("^({NUMBER} ?{TIME} ?)+$"), &["15 min", "1 h 30 min"]);
    Schedule, "schedule" => text(
        &format!("^(always|({NUMBER} ?{TIME} ?)+{PER})$"),
        &["always", "15 min/day"]
    );
    NumberFlow, "number_in_a_period" => text_or_number(
        &format!("^{NUMBER}{MULTIPLE}( ?{PER})?$"),
        &["3 million/month", "100/day"]
    );
    DataFlow, "data_in_a_period" => text(
        &format!("^{NUMBER} ?{DATA}( ?{PER})?$"),
        &["0.5 GB/month"]
    );
    Region, "region" => {
        let codes: Vec<&str> = Region::all().map(Region::code).collect();
        json_schema!({ "enum": codes })
    };
    OperatingSystem, "operating_system" => words::<OperatingSystem>();
    Architecture, "architecture" => words::<Architecture>();
    TableClass, "table_class" => words::<TableClass>();
    Engine, "engine" => words::<Engine>();
    BudgetPeriod, "budget_period" => words::<BudgetPeriod>();
}

fn words<K: Keyword>() -> Schema {
    let words: Vec<&str> = K::WORDS.iter().map(|(word, _)| *word).collect();
    json_schema!({ "enum": words })
}
