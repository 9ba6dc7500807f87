namespace ProtoGen.Dispatch;

/// <summary>A fault, or the refusal of a registration, of whatever type.</summary>
internal interface IFault;
