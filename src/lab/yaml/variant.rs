//! Enums: a word, or a mapping whose `type` names the variant.

use serde::de::value::BorrowedStrDeserializer;
use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor};

use super::access::{TYPE, visit_struct};
use super::decode::Decoder;
use super::error::Error;
use super::fault::Fault;
use super::node::{Entry, Node, Value, quote, quote_all};
use super::sink::Sink;
use crate::nearest::nearest;

/// Decodes an enum. Serde's own tagging would copy the content and lose its places, so the
/// types are plain enums and the tag is read here.
pub(super) fn visit_enum<'n, V: Visitor<'n>>(
    node: &'n Node,
    sink: &mut Sink,
    variants: &'static [&'static str],
    visitor: V,
) -> Result<V::Value, Error> {
    let (name, tagged) = match &node.value {
        Value::Scalar { text, .. } => (known(text, node, "choice", variants)?, false),
        Value::Mapping(entries) => (type_of(entries, node, variants)?, true),
        Value::Faulty => return Err(Error::silent()),
        Value::Null | Value::Sequence(_) => {
            let message = format!("expected a type, found {}", node.value.found());
            let fault = Fault::new(node.spot, message).with_hint(list("type", variants));
            return Err(Error::from_fault(fault));
        }
    };
    visitor.visit_enum(Variant {
        node,
        name,
        tagged,
        sink,
    })
}

/// The variant that `type` names in a mapping.
fn type_of<'n>(
    entries: &'n [Entry],
    node: &Node,
    variants: &[&'static str],
) -> Result<&'n str, Error> {
    let Some(entry) = entries.iter().find(|entry| entry.key == TYPE) else {
        return Err(without_type(entries, node, variants));
    };
    match &entry.value.value {
        Value::Scalar { text, .. } => known(text, &entry.value, "type", variants),
        Value::Faulty => Err(Error::silent()),
        other => {
            let message = format!("expected a type, found {}", other.found());
            let fault = Fault::new(entry.value.spot, message).with_hint(list("type", variants));
            Err(Error::from_fault(fault))
        }
    }
}

/// The error of a mapping without a `type`, which may be misspelt.
fn without_type(entries: &[Entry], node: &Node, variants: &[&str]) -> Error {
    if entries.iter().any(|entry| entry.value.is_faulty()) {
        return Error::silent();
    }
    let misspelt = entries
        .iter()
        .find(|entry| nearest(&entry.key, [TYPE]).is_some());
    Error::from_fault(match misspelt {
        Some(entry) => {
            let message = format!("{} is not a key here", quote(&entry.key));
            Fault::new(entry.key_spot, message).with_hint("did you mean `type`?")
        }
        None => Fault::new(node.spot, "`type` is missing").with_hint(list("type", variants)),
    })
}

/// The word, if it is among the variants.
fn known<'n>(text: &'n str, node: &Node, what: &str, variants: &[&str]) -> Result<&'n str, Error> {
    if variants.contains(&text) {
        return Ok(text);
    }
    let all = list(what, variants);
    let hint = match nearest(text, variants.iter().copied()) {
        Some(near) => format!("did you mean {}? {all}", quote(near)),
        None => all,
    };
    let message = format!("{} is not a {what} here", quote(text));
    Err(Error::from_fault(
        Fault::new(node.spot, message).with_hint(hint),
    ))
}

fn list(what: &str, variants: &[&str]) -> String {
    format!(
        "the {what}s here are {}",
        quote_all(variants.iter().copied())
    )
}

/// A variant that is known to exist.
struct Variant<'n, 's> {
    node: &'n Node,
    name: &'n str,
    tagged: bool,
    sink: &'s mut Sink,
}

impl<'n, 's> Variant<'n, 's> {
    /// The decoder of the content, which only a mapping has.
    fn content(self) -> Result<Decoder<'n, 's>, Error> {
        let Self {
            node,
            name,
            tagged,
            sink,
        } = self;
        if tagged {
            return Ok(Decoder { node, sink, tagged });
        }
        let message = format!("expected a mapping, found {}", quote(name));
        let hint = format!("write {} inside it", quote(&format!("type: {name}")));
        Err(Error::from_fault(
            Fault::new(node.spot, message).with_hint(hint),
        ))
    }
}

impl<'n> EnumAccess<'n> for Variant<'n, '_> {
    type Error = Error;
    type Variant = Self;

    fn variant_seed<V: DeserializeSeed<'n>>(self, seed: V) -> Result<(V::Value, Self), Error> {
        let variant = seed.deserialize(BorrowedStrDeserializer::<Error>::new(self.name))?;
        Ok((variant, self))
    }
}

impl<'n> VariantAccess<'n> for Variant<'n, '_> {
    type Error = Error;

    fn unit_variant(self) -> Result<(), Error> {
        if let Value::Mapping(entries) = &self.node.value {
            let others = entries.iter().filter(|entry| entry.key != TYPE);
            for entry in others.filter(|entry| !entry.value.is_faulty()) {
                self.sink.push_unknown_key(entry, &[TYPE]);
            }
        }
        Ok(())
    }

    fn newtype_variant_seed<T: DeserializeSeed<'n>>(self, seed: T) -> Result<T::Value, Error> {
        seed.deserialize(self.content()?)
    }

    fn tuple_variant<V: Visitor<'n>>(self, _: usize, visitor: V) -> Result<V::Value, Error> {
        Err(serde::de::Error::invalid_type(
            serde::de::Unexpected::Map,
            &visitor,
        ))
    }

    fn struct_variant<V: Visitor<'n>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        visit_struct(self.content()?, fields, visitor)
    }
}
