namespace ProtoGen.Schema.Model;

/// <summary>When a field is there at all. One subtype a notation.</summary>
public abstract record Presence;

/// <summary><c>TYPE ?</c>: present while bytes remain; after an absent one all are absent.</summary>
public sealed record OptionalTail : Presence;

/// <summary><c>TYPE if COND</c>: present where every term holds.</summary>
/// <param name="Terms">The terms, joined by <c>and</c>.</param>
public sealed record Conditional(EquatableArray<ConditionTerm> Terms) : Presence;

/// <summary>One comparison.</summary>
/// <param name="Value">What is compared; an absent field counts as 0.</param>
/// <param name="Operator">How.</param>
/// <param name="Operand">With what; 0 for the two operators that need nothing.</param>
public sealed record ConditionTerm(ValueReference Value, ConditionOperator Operator, long Operand);

/// <summary>How a <see cref="ConditionTerm"/> compares.</summary>
public enum ConditionOperator
{
    /// <summary><c>a</c>: not 0.</summary>
    IsSet,

    /// <summary><c>not a</c>: 0.</summary>
    IsClear,

    /// <summary><c>a == v</c>.</summary>
    Equal,

    /// <summary><c>a != v</c>.</summary>
    NotEqual,

    /// <summary><c>a &lt; v</c>.</summary>
    Less,

    /// <summary><c>a &lt;= v</c>.</summary>
    LessOrEqual,

    /// <summary><c>a > v</c>.</summary>
    Greater,

    /// <summary><c>a >= v</c>.</summary>
    GreaterOrEqual,

    /// <summary><c>a &amp; mask</c>: any bit of the mask is set.</summary>
    HasAnyBit,
}

/// <summary>Judges conditions.</summary>
public static class Conditions
{
    /// <summary>Whether a term holds for a value.</summary>
    public static bool Holds(this ConditionTerm term, long value) => term.Operator switch
    {
        ConditionOperator.IsSet => value != 0,
        ConditionOperator.IsClear => value == 0,
        ConditionOperator.Equal => value == term.Operand,
        ConditionOperator.NotEqual => value != term.Operand,
        ConditionOperator.Less => value < term.Operand,
        ConditionOperator.LessOrEqual => value <= term.Operand,
        ConditionOperator.Greater => value > term.Operand,
        ConditionOperator.GreaterOrEqual => value >= term.Operand,
        _ => (value & term.Operand) != 0,
    };
}
