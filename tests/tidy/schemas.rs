//! The schemas that are checked in are those that the types generate, and fit the labs.

use std::fs;

use labcost::lab::yaml::{Limits, Node, Value as Yaml, parse_all};
use labcost::lab::{lab_schema, parse_lab};
use labcost::report::{comparison_schema, estimate_schema};
use serde_json::Value;

use crate::source::{Outcome, Result, files, root};

#[test]
fn checked_in_schemas_are_up_to_date() -> Outcome {
    let schemas = [
        ("labs/lab.schema.json", lab_schema()),
        ("docs/schema/estimate.schema.json", estimate_schema()),
        ("docs/schema/comparison.schema.json", comparison_schema()),
    ];
    for (path, schema) in schemas {
        let generated = serde_json::to_string_pretty(&schema)? + "\n";
        let file = root().join(path);
        if std::env::var_os("LABCOST_UPDATE_GOLDEN").is_some() {
            fs::write(&file, &generated)?;
        }
        let checked_in = fs::read_to_string(&file).map_err(|error| format!("{path}: {error}"))?;
        let up_to_date = checked_in == generated;
        assert!(up_to_date, "{path}: see LABCOST_UPDATE_GOLDEN in this test");
    }
    Ok(())
}

/// A tree as an editor sees it: what looks like a number is one.
fn json(node: &Node) -> Value {
    match &node.value {
        Yaml::Scalar(text) => match serde_json::from_str(text) {
            Ok(plain @ (Value::Bool(_) | Value::Number(_))) => plain,
            _ => Value::String(text.clone()),
        },
        Yaml::Mapping(entries) => {
            let pairs = entries
                .iter()
                .map(|entry| (entry.key.clone(), json(&entry.value)));
            Value::Object(pairs.collect())
        }
        Yaml::Sequence(items) => items.iter().map(json).collect(),
        Yaml::Null => Value::Null,
    }
}

/// The schema's faults of a lab file.
fn faults(text: &str) -> Result<Vec<String>> {
    let mut syntax = Vec::new();
    let tree = parse_all(text, Limits::default(), &mut syntax);
    let tree = tree.ok_or_else(|| format!("{syntax:?}"))?;
    let validator = jsonschema::validator_for(lab_schema().as_value())?;
    let json = json(&tree);
    let faults = validator.iter_errors(&json);
    Ok(faults
        .map(|fault| format!("{}: {fault}", fault.instance_path()))
        .collect())
}

#[test]
fn every_lab_of_the_source_tree_is_valid() -> Outcome {
    let mut paths = Vec::new();
    for folder in ["labs", "tests/golden/cases"] {
        files(&root().join(folder), &mut paths)?;
    }
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    assert!(paths.len() > 20, "{paths:?}");
    for path in paths {
        let text = fs::read_to_string(&path)?;
        assert!(parse_lab("lab.yaml", &text).is_ok(), "{}", path.display());
        let faults = faults(&text)?;
        assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
    }
    Ok(())
}

/// A lab that both labcost and its schema take; each case below changes one thing.
const RIGHT: &str = "\
version: 1
name: right
region: ap-southeast-2
participants: 2
budget:
  amount: 5.00 USD
resources:
  web:
    type: fargate
    vcpu: 1
    memory: 2 GB
    schedule: 15 min/day
  orders:
    type: dynamodb
    item_size: 5 KB
    storage: 10 GB
    writes: 3 million/month
";

/// What is replaced, and by what.
const WRONG: [(&str, &str); 16] = [
    ("version: 1", "version: 2"),
    ("name: right", "name: '=cmd'"),
    ("region: ap-southeast-2", "region: sydney"),
    ("participants: 2", "participants: -2"),
    ("amount: 5.00 USD", "amount: 5.00 dollars"),
    ("amount: 5.00 USD", "sum: 5.00 USD"),
    ("type: fargate", "type: lambda"),
    ("type: fargate", "typo: fargate"),
    ("vcpu: 1", "vcpu: one"),
    ("memory: 2 GB", "memroy: 2 GB"),
    ("memory: 2 GB", "memory: 2 miles"),
    ("schedule: 15 min/day", "schedule: 15 min/fortnight"),
    ("schedule: 15 min/day", "schedule: [always]"),
    ("item_size: 5 KB", "item_size: 5 hours"),
    ("storage: 10 GB", "storage: -10 GB"),
    ("writes: 3 million/month", "writes: 3 zillion/month"),
];

/// What is replaced, and by what else that a person may write.
const ALSO_RIGHT: [(&str, &str); 12] = [
    ("participants: 2", "participants: '2'"),
    ("amount: 5.00 USD", "amount: 5"),
    ("vcpu: 1", "vcpu: 0.5"),
    ("vcpu: 1", "vcpu: 1 vCPU"),
    ("memory: 2 GB", "memory: 2048 MB"),
    ("schedule: 15 min/day", "schedule: always"),
    ("schedule: 15 min/day", "schedule: 1 h 30 min/day"),
    (
        "schedule: 15 min/day",
        "schedule: { low: 1 h/day, expected: 2 h/day, high: 3 h/day, because: so }",
    ),
    ("item_size: 5 KB", "item_size: 400 B"),
    ("writes: 3 million/month", "writes: 3,000,000/month"),
    ("writes: 3 million/month", "writes: 12"),
    ("writes: 3 million/month", "writes: 1.5 thousand/day"),
];

#[test]
fn the_schema_and_labcost_refuse_the_same_mistakes() -> Outcome {
    for (right, wrong) in WRONG {
        let text = RIGHT.replacen(right, wrong, 1);
        assert_ne!(text, RIGHT);
        assert!(
            parse_lab("wrong.yaml", &text).is_err(),
            "labcost takes `{wrong}`"
        );
        assert!(!faults(&text)?.is_empty(), "the schema takes `{wrong}`");
    }
    Ok(())
}

#[test]
fn the_schema_and_labcost_take_the_same_ways_of_writing() -> Outcome {
    assert!(faults(RIGHT)?.is_empty());
    for (right, other) in ALSO_RIGHT {
        let text = RIGHT.replacen(right, other, 1);
        assert_ne!(text, RIGHT);
        let lab = parse_lab("other.yaml", &text);
        assert!(lab.is_ok(), "labcost refuses `{other}`: {lab:?}");
        let faults = faults(&text)?;
        assert!(
            faults.is_empty(),
            "the schema refuses `{other}`: {faults:#?}"
        );
    }
    Ok(())
}
