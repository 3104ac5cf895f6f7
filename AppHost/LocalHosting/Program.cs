// A web SDK makes a program's class public; a test that refers to this project and to a service would then see two of them.
internal sealed partial class Program;
