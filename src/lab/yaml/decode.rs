//! Tree to typed value.

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

use super::access::{ListAccess, MappingAccess, Tries, visit_struct};
use super::attempt::{ATTEMPT, Attempt, NAMED_LIST};
use super::either::EITHER;
use super::error::Error;
use super::fault::Fault;
use super::node::{Node, Value, quote};
use super::parts::Parts;
use super::sink::Sink;
use super::variant::visit_enum;
use super::written::WRITTEN;

/// Decodes a tree into a typed value.
///
/// Unknown keys and the failures of [`Attempt`]s are collected among the faults and do not stop
/// the decoding. Nothing is returned when the value itself cannot be built; the faults then say
/// why. New faults are appended in the order of the file.
///
/// An enum is a word, or a mapping whose key `type` names the variant; derive it without
/// serde's `tag`. `flatten` is not supported: it hides from the decoder which keys are known.
pub fn decode<'n, T: Deserialize<'n>>(node: &'n Node, faults: &mut Vec<Fault>) -> Option<T> {
    let mut sink = Sink::default();
    let outcome = Attempt::deserialize(Decoder::new(node, &mut sink));
    let value = match outcome {
        Ok(Attempt(value)) => value,
        Err(error) => {
            sink.blame(error, node);
            None
        }
    };
    sink.finish(faults);
    value
}

/// Decodes one node.
pub(super) struct Decoder<'n, 's> {
    /// What to decode.
    pub(super) node: &'n Node,
    /// Where faults go.
    pub(super) sink: &'s mut Sink,
    /// Whether the node is the content of a variant, whose key `type` has been read.
    pub(super) tagged: bool,
}

impl<'n, 's> Decoder<'n, 's> {
    /// A decoder of a node.
    pub(super) fn new(node: &'n Node, sink: &'s mut Sink) -> Self {
        Self {
            node,
            sink,
            tagged: false,
        }
    }

    /// The text of a scalar.
    fn text(&self, expected: &str) -> Result<&'n str, Error> {
        match &self.node.value {
            Value::Scalar { text, .. } => Ok(text),
            _ => Err(Error::expected(expected, self.node)),
        }
    }

    /// Decodes a mapping, with the places of its keys where they are wanted.
    fn visit_entries<V: Visitor<'n>>(self, named: bool, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Mapping(entries) => {
                visitor.visit_map(MappingAccess::new(entries, self.tagged, named, self.sink))
            }
            _ => Err(Error::expected("a mapping", self.node)),
        }
    }
}

impl Error {
    /// The error of a value that is something else than expected.
    pub(super) fn expected(expected: &str, node: &Node) -> Self {
        if node.is_faulty() {
            return Self::silent();
        }
        let message = format!("expected {expected}, found {}", node.value.found());
        Self::from_fault(Fault::new(node.spot, message))
    }
}

macro_rules! decode_numbers {
    ($($method:ident $visit:ident $number:ty;)*) => {$(
        fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
            let text = self.text("a whole number")?;
            match text.parse::<$number>() {
                Ok(number) => visitor.$visit(number),
                Err(_) => Err(wrong_number(self.node, text, &<$number>::MIN, &<$number>::MAX)),
            }
        }
    )*};
}

/// The error of a text that is no number, or one outside the range.
fn wrong_number(node: &Node, text: &str, least: &impl ToString, most: &impl ToString) -> Error {
    let message = if text.parse::<i128>().is_ok() {
        let (least, most) = (least.to_string(), most.to_string());
        format!(
            "expected a number from {least} to {most}, found {}",
            quote(text)
        )
    } else {
        format!("expected a whole number, found {}", quote(text))
    };
    Error::from_fault(Fault::new(node.spot, message))
}

macro_rules! decode_texts {
    ($($method:ident)*) => {$(
        fn $method<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
            visitor.visit_borrowed_str(self.text("a text")?)
        }
    )*};
}

impl<'n> Deserializer<'n> for Decoder<'n, '_> {
    type Error = Error;

    /// A scalar is always handed over as text, so that a visitor that takes a scalar or a
    /// mapping needs to know only two forms.
    fn deserialize_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Scalar { text, .. } => visitor.visit_borrowed_str(text),
            Value::Mapping(_) => self.visit_entries(false, visitor),
            Value::Sequence(_) => self.deserialize_seq(visitor),
            Value::Null => visitor.visit_unit(),
            Value::Faulty => Err(Error::silent()),
        }
    }

    fn deserialize_bool<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        let expected = "`true` or `false`";
        match self.text(expected)?.parse() {
            Ok(truth) => visitor.visit_bool(truth),
            Err(_) => Err(Error::expected(expected, self.node)),
        }
    }

    decode_numbers! {
        deserialize_i8 visit_i8 i8;
        deserialize_i16 visit_i16 i16;
        deserialize_i32 visit_i32 i32;
        deserialize_i64 visit_i64 i64;
        deserialize_i128 visit_i128 i128;
        deserialize_u8 visit_u8 u8;
        deserialize_u16 visit_u16 u16;
        deserialize_u32 visit_u32 u32;
        deserialize_u64 visit_u64 u64;
        deserialize_u128 visit_u128 u128;
    }

    decode_texts! {
        deserialize_str deserialize_string deserialize_char deserialize_identifier
        deserialize_bytes deserialize_byte_buf deserialize_f32 deserialize_f64
    }

    fn deserialize_option<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_unit<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match self.node.value {
            Value::Null => visitor.visit_unit(),
            _ => Err(Error::expected("nothing", self.node)),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_unit(visitor)
    }

    fn deserialize_newtype_struct<V: Visitor<'n>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Error> {
        match name {
            WRITTEN if self.node.is_faulty() => Err(Error::silent()),
            WRITTEN => visitor.visit_seq(Parts::of_value(self.node, self.sink)),
            ATTEMPT => visitor.visit_seq(Tries::new(self)),
            NAMED_LIST => self.visit_entries(true, visitor),
            EITHER if matches!(self.node.value, Value::Mapping(_)) => visitor.visit_some(self),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.node.value {
            Value::Sequence(items) => visitor.visit_seq(ListAccess {
                items: items.iter(),
                sink: self.sink,
            }),
            _ => Err(Error::expected("a list", self.node)),
        }
    }

    fn deserialize_tuple<V: Visitor<'n>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Error> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_map<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        self.visit_entries(false, visitor)
    }

    fn deserialize_struct<V: Visitor<'n>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visit_struct(self, fields, visitor)
    }

    fn deserialize_enum<V: Visitor<'n>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visit_enum(self.node, self.sink, variants, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'n>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_unit()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{FromWritten, Limits, NamedList, Spot, Written, in_file_order, parse};
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Gigabytes(u64);

    impl FromWritten for Gigabytes {
        const EXPECTING: &'static str = "a size such as `2 GB`";

        fn from_written(text: &str) -> Result<Self, String> {
            let number = text
                .strip_suffix(" GB")
                .and_then(|number| number.parse().ok());
            number
                .map(Self)
                .ok_or_else(|| format!("{} is not a size", quote(text)))
        }
    }

    #[derive(Debug, Deserialize)]
    struct Fargate {
        vcpu: Written<u32>,
        memory: Written<Gigabytes>,
        #[serde(default)]
        spot: bool,
        note: Option<String>,
    }

    #[derive(Debug, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    enum Resource {
        Fargate(Fargate),
        Bucket { size: Written<Gigabytes> },
        Nothing,
    }

    #[derive(Debug, Deserialize)]
    struct Lab {
        name: String,
        participants: u32,
        #[serde(default)]
        resources: NamedList<Resource>,
    }

    fn read<T: for<'n> Deserialize<'n>>(text: &str) -> (Option<T>, Vec<Fault>) {
        let node = parse(text, Limits::default()).expect("valid YAML");
        let mut faults = Vec::new();
        let value = decode(&node, &mut faults);
        (value, faults)
    }

    fn lines(faults: &[Fault]) -> Vec<String> {
        let line = |fault: &Fault| {
            let Spot { line, column, .. } = fault.spot;
            format!("{line}:{column} {}", fault.message)
        };
        faults.iter().map(line).collect()
    }

    #[test]
    fn a_lab_without_faults() {
        let (lab, faults) = read::<Lab>(
            "\
name: intro
participants: 20
resources:
  task:
    type: fargate
    vcpu: 1
    memory: \"2 GB\"
  store: {type: bucket, size: 5 GB}
  void: nothing
",
        );
        let lab = lab.expect("a lab");
        assert_eq!(faults, []);
        assert_eq!((lab.name.as_str(), lab.participants), ("intro", 20));
        let [task, store, void] = &lab.resources.0[..] else {
            panic!("three resources")
        };
        assert_eq!(
            task.name_spot,
            Spot {
                line: 4,
                column: 3,
                length: 4
            }
        );
        let Resource::Fargate(fargate) = &task.value else {
            panic!("a task")
        };
        assert_eq!(fargate.memory.value(), Some(&Gigabytes(2)));
        assert_eq!(
            fargate.memory.spot(),
            Spot {
                line: 7,
                column: 13,
                length: 6
            }
        );
        assert_eq!(
            (fargate.vcpu.text(), fargate.spot, &fargate.note),
            ("1", false, &None)
        );
        assert!(matches!(store.value, Resource::Bucket { .. }));
        assert!(matches!(void.value, Resource::Nothing));
    }

    #[test]
    fn faults_in_several_places_are_told_in_one_run() {
        let (lab, faults) = read::<Lab>(
            "\
name: intro
participants: 20
regoin: x
resources:
  a:
    type: fragate
  b:
    type: fargate
    vcpu: 1
    memroy: 2 GB
  c:
    vcpu: 1
",
        );
        assert_eq!(
            lines(&faults),
            [
                "3:1 `regoin` is not a key here",
                "6:11 `fragate` is not a type here",
                "8:5 `memory` is missing",
                "10:5 `memroy` is not a key here",
                "12:5 `type` is missing",
            ]
        );
        let hints: Vec<_> = faults
            .iter()
            .filter_map(|fault| fault.hint.as_deref())
            .collect();
        assert_eq!(
            hints,
            [
                "the keys here are `name`, `participants`, `resources`",
                "did you mean `fargate`? the types here are `fargate`, `bucket`, `nothing`",
                "did you mean `memory`?",
                "the types here are `fargate`, `bucket`, `nothing`",
            ]
        );
        assert_eq!(lab.expect("a lab").resources.0.len(), 0);
    }

    #[test]
    fn one_value_has_all_its_faults_told() {
        let (lab, faults) = read::<Lab>(
            "\
participants: -1
resources:
  a:
    type: fargate
    spot: maybe
    note: [x]
",
        );
        assert!(lab.is_none());
        assert_eq!(
            lines(&faults),
            [
                "1:1 `name` is missing",
                "1:15 expected a number from 0 to 4294967295, found `-1`",
                "4:5 `vcpu` is missing",
                "4:5 `memory` is missing",
                "5:11 expected `true` or `false`, found `maybe`",
                "6:11 expected a text, found a list",
            ]
        );
    }

    #[test]
    fn a_leaf_is_told_once_whether_its_neighbours_fail_or_not() {
        let text = "type: fargate\nvcpu: 1\nmemory: 2 GX\n";
        let (resource, mut faults) = read::<Resource>(text);
        assert_eq!(faults, []);
        let Some(Resource::Fargate(fargate)) = resource else {
            panic!("a task")
        };
        assert_eq!(fargate.memory.take(&mut faults), None);
        assert_eq!(lines(&faults), ["3:9 `2 GX` is not a size"]);

        let (resource, faults) = read::<Resource>("type: fargate\nmemory: 2 GX\nvcup: 1\n");
        assert!(resource.is_none());
        assert_eq!(
            lines(&faults),
            [
                "1:1 `vcpu` is missing",
                "2:9 `2 GX` is not a size",
                "3:1 `vcup` is not a key here"
            ]
        );
    }

    #[test]
    fn leaves_that_are_no_leaves() {
        let (bucket, mut faults) = read::<Resource>("type: bucket\nsize: {gb: 2}\n");
        let Some(Resource::Bucket { size }) = bucket else {
            panic!("a bucket")
        };
        size.take(&mut faults);
        let message = "expected a size such as `2 GB`, found a mapping";
        assert_eq!(faults[0].message, message);
    }

    #[test]
    fn wrong_shapes() {
        let fault = |text| read::<Lab>(text).1[0].message.clone();
        assert_eq!(fault(""), "expected a mapping, found nothing");
        assert_eq!(fault("- a"), "expected a mapping, found a list");
        assert_eq!(fault("text"), "expected a mapping, found `text`");
        let (_, faults) = read::<Vec<Resource>>("- bucket\n- [a]\n- {tpye: nothing}\n");
        assert_eq!(
            lines(&faults),
            [
                "1:3 expected a mapping, found `bucket`",
                "2:3 expected a type, found a list",
                "3:4 `tpye` is not a key here"
            ]
        );
    }

    #[test]
    fn plain_types_of_serde() {
        let (map, faults) = read::<BTreeMap<String, Vec<Option<u64>>>>("b: [1, ~]\na: []\n");
        assert_eq!(faults, []);
        let map = map.expect("a map");
        assert_eq!(map["b"], [Some(1), None]);
        assert_eq!(map["a"], []);
    }

    #[test]
    fn faults_below_an_alias_are_told_once() {
        let (_, faults) = read::<BTreeMap<String, Attempt<Fargate>>>(
            "\
a: &a {vcpu: 1, memory: 2 GB, spot: no}
b: *a
c: *a
",
        );
        assert_eq!(
            lines(&faults),
            ["1:37 expected `true` or `false`, found `no`"]
        );
    }

    #[test]
    fn a_broken_like_does_not_make_keys_missing() {
        let node = parse("a: {type: fargate, like: b}\n", Limits::default()).expect("valid");
        let Value::Mapping(mut entries) = node.value else {
            panic!("a mapping")
        };
        let mut faults = super::super::resolve_like(&mut entries);
        let node = Node {
            spot: node.spot,
            value: Value::Mapping(entries),
        };
        let list: Option<NamedList<Resource>> = decode(&node, &mut faults);
        assert_eq!(list.expect("a list").0.len(), 0);
        in_file_order(&mut faults);
        assert_eq!(lines(&faults), ["1:26 `b` is not an entry here"]);
    }

    #[test]
    fn endless_faults_are_cut_short() {
        let text = "- {type: x}\n".repeat(50_000);
        let (_, faults) = read::<Vec<Attempt<Resource>>>(&text);
        assert_eq!(faults.len(), 1_001);
        assert_eq!(
            faults[1_000].message,
            "there are more faults than the 1000 listed"
        );
    }
}
